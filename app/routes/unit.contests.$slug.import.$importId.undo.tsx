import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { act } from "#app/http/form.server.ts";
import { undoList, loadQuestion } from "#app/http/imports/desk.server.ts";
import { ListQuestion } from "#app/http/imports/question.tsx";
import { load } from "#app/http/page.server.ts";
import { m } from "#app/paraglide/messages.js";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

export const loader = (args: LoaderFunctionArgs) => load(args, (ctx) => loadQuestion(ctx, args.params));

export const action = (args: ActionFunctionArgs) => act(args, z.object({}), (ctx) => undoList(ctx, args.params));

export default function UnitImportUndo() {
  const { written, fileName, back } = useLoaderData<typeof loader>();
  return (
    <ListQuestion
      title={m.import_undo_question({ count: written, file: fileName })} hint={m.import_undo_hint()} submit={m.import_undo()} kind="danger" back={back}
      answer={useActionData<typeof action>()}
    />
  );
}

export const meta: MetaFunction = () => [{ title: m.import_undo() }];
