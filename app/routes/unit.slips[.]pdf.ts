/** Slips or labels of one's own units for printing. */
export { sendSlips as loader } from "#app/http/print-slips.server.ts";
