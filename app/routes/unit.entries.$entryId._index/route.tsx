import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { updateEntry } from "#app/domain/entries/commands/update-entry.server.ts";
import { entryFormSchema } from "#app/domain/entries/model.ts";
import { findUnitEntry, withoutGrace } from "#app/domain/entries/queries/for-unit.server.ts";
import { entryUploadSlug } from "#app/domain/entries/uploads.server.ts";
import { isReturnOver } from "#app/domain/entries/returns.ts";
import { isIntakeOpen, takesSubmissions } from "#app/domain/entries/rules.ts";
import { listStandings } from "#app/domain/forwarding/standings.server.ts";
import { act, type FormState } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { uploadTransport } from "#app/http/uploads/mode.server.ts";
import { m } from "#app/paraglide/messages.js";
import { EntryDraft } from "./entry-draft.tsx";
import { SentEntry } from "./sent-entry.tsx";
import { changedRows, type Values } from "./values.ts";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const entry = await findUnitEntry(ctx, args.params.entryId ?? "");
    return {
      entry: withoutGrace(entry),
      standings: (await listStandings(ctx.db, [entry.id])).get(entry.id) ?? [],
      open: isIntakeOpen(entry.intake, ctx.now),
      editable: entry.returned ? !isReturnOver(entry.returned.dueOn, ctx.now) : takesSubmissions(entry.intake, ctx.now),
      upload: { transport: uploadTransport(), slug: entryUploadSlug },
    };
  });

/** `?rows=add` and `?rows=remove-2` change the rows of authors for a browser without scripts; nothing is saved. */
export async function action(args: ActionFunctionArgs) {
  const url = new URL(args.request.url);
  const rows = url.searchParams.get("rows");
  if (rows) {
    return act(args, z.looseObject({}), async (_ctx, tree) => {
      const state: FormState = { values: changedRows(tree, rows), errors: {}, formError: null };
      return data(state);
    });
  }
  const entryId = args.params.entryId ?? "";
  return act(args, entryFormSchema.extend({ next: z.string().optional() }), async (ctx, { next, ...form }) => {
    await updateEntry(ctx, entryId, form);
    if (next === "review") return redirect(`/unit/entries/${entryId}/submission`);
    return redirectWithToast(`/unit/entries/${entryId}`, m.unit_draft_saved());
  });
}

/** Also after a refusal: the form must then carry the version that stands now. */
export const shouldRevalidate = () => true;

export default function UnitEntryPage() {
  const { entry, standings, open, editable, upload } = useLoaderData<typeof loader>();
  const state = useActionData<typeof action>() as FormState | undefined;
  if (entry.state !== "draft" && !(entry.returned && editable)) return <SentEntry entry={entry} standings={standings} open={open} />;
  const typed = state ? (state.values as Values) : null;
  const at = `/unit/entries/${entry.id}`;
  return <EntryDraft at={at} slip={`${at}/slip`} entry={entry} open={editable} upload={upload} typed={typed} state={state ?? null} />;
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page ? `${page.entry.title} · ${m.common_app_name()}` : m.common_app_name() },
];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
