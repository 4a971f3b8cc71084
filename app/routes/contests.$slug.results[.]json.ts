import type { LoaderFunctionArgs } from "@remix-run/node";
import { openResults } from "#app/http/open-data.server.ts";

/** The open data of a contest: the figures of its first round. */
export const loader = (args: LoaderFunctionArgs) => openResults(args, 1);
