/** Slips or labels of the contests in which one's office holds a round. */
export { sendSlips as loader } from "#app/http/print-slips.server.ts";
