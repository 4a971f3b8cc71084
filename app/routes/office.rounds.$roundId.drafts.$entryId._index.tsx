import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData, useParams } from "@remix-run/react";
import { z } from "zod";
import { updateEntry } from "#app/domain/entries/commands/update-entry.server.ts";
import { entryFormSchema } from "#app/domain/entries/model.ts";
import { findUnitEntry } from "#app/domain/entries/queries/for-unit.server.ts";
import { isReturnOver } from "#app/domain/entries/returns.ts";
import { officeTakesIn } from "#app/domain/entries/rules.ts";
import { entryUploadSlug } from "#app/domain/entries/uploads.server.ts";
import { act, type FormState } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { uploadTransport } from "#app/http/uploads/mode.server.ts";
import { m } from "#app/paraglide/messages.js";
import { EntryDraft } from "./unit.entries.$entryId._index/entry-draft.tsx";
import { changedRows, type Values } from "./unit.entries.$entryId._index/values.ts";

const addressOf = ({ roundId = "", entryId = "" }: { roundId?: string; entryId?: string }) =>
  `/office/rounds/${roundId}/drafts/${entryId}`;

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const entry = await findUnitEntry(ctx, args.params.entryId ?? "");
    const open = entry.returned ? !isReturnOver(entry.returned.dueOn, ctx.now) : officeTakesIn(entry.intake.phase);
    if (entry.state !== "draft" && !(entry.returned && open)) {
      throw redirect(`/office/rounds/${args.params.roundId}/entries?search=${encodeURIComponent(entry.code ?? "")}`);
    }
    return { entry, open, upload: { transport: uploadTransport(), slug: entryUploadSlug } };
  });

/** As the unit's own form: `?rows=` changes the rows of authors for a browser without scripts. */
export async function action(args: ActionFunctionArgs) {
  const rows = new URL(args.request.url).searchParams.get("rows");
  if (rows) {
    return act(args, z.looseObject({}), async (_ctx, tree) =>
      data<FormState>({ values: changedRows(tree, rows), errors: {}, formError: null }));
  }
  const at = addressOf(args.params);
  return act(args, entryFormSchema.extend({ next: z.string().optional() }), async (ctx, { next, ...form }) => {
    await updateEntry(ctx, args.params.entryId ?? "", form);
    return next === "review" ? redirect(`${at}/submission`) : redirectWithToast(at, m.unit_draft_saved());
  });
}

/** Also after a refusal: the form must then carry the version that stands now. */
export const shouldRevalidate = () => true;

/** The form of a work that the office enters for its unit; the same as the unit fills in. */
export default function DraftOnBehalf() {
  const { entry, open, upload } = useLoaderData<typeof loader>();
  const state = useActionData<typeof action>() as FormState | undefined;
  const at = addressOf(useParams());
  const typed = state ? (state.values as Values) : null;
  return (
    <>
      <EntryDraft at={at} entry={entry} open={open} upload={upload} typed={typed} state={state ?? null} />
      <p className="small mt-2">
        <Link to={`${at}/behalf`}>{m.limits_behalf_edit()}</Link>
      </p>
    </>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.entry.title ?? m.limits_new_title() }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
