import type { LoaderFunctionArgs } from "@remix-run/node";
import { openResults } from "#app/http/open-data.server.ts";

/** The open data of one round, by its place in the chain. */
export const loader = (args: LoaderFunctionArgs) => openResults(args, Number(args.params.n));
