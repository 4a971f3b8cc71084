import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { act } from "#app/http/form.server.ts";
import { listFormBytes, listSchema, loadDesk, startList } from "#app/http/imports/desk.server.ts";
import { ImportDesk } from "#app/http/imports/desk.tsx";
import { load } from "#app/http/page.server.ts";
import { m } from "#app/paraglide/messages.js";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

export const loader = (args: LoaderFunctionArgs) => load(args, (ctx) => loadDesk(ctx, args.params));

export const action = (args: ActionFunctionArgs) =>
  act(args, listSchema, (ctx, form) => startList(ctx, args.params, form), { maxBytes: listFormBytes });

export default function UnitImport() {
  return <ImportDesk desk={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}

export const meta: MetaFunction = () => [{ title: m.import_title() }];
