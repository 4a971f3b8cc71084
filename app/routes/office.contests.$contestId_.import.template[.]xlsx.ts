import type { LoaderFunctionArgs } from "@remix-run/node";
import { templateOf } from "#app/http/imports/template.server.ts";
import { load } from "#app/http/page.server.ts";

/** The list to fill in, with the contest's categories. */
export const loader = (args: LoaderFunctionArgs) => load(args, (ctx) => templateOf(ctx, args.params));
