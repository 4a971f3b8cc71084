import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { act } from "#app/http/form.server.ts";
import { loadList, mapList, mappingSchema } from "#app/http/imports/desk.server.ts";
import { ImportedList } from "#app/http/imports/list.tsx";
import { load } from "#app/http/page.server.ts";
import { m } from "#app/paraglide/messages.js";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, (ctx) => loadList(ctx, args.params, new URL(args.request.url).searchParams));

export const action = (args: ActionFunctionArgs) => act(args, mappingSchema, (ctx, form) => mapList(ctx, args.params, form));

export default function OfficeImportedList() {
  return <ImportedList data={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}

export const meta: MetaFunction = () => [{ title: m.import_title() }];
