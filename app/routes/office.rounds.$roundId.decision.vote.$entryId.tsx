import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { recordJuryVote } from "#app/domain/awards/commands/settle-ties.server.ts";
import { voteFormSchema } from "#app/domain/awards/model.ts";
import { findTieToVote } from "#app/domain/awards/queries/ties.server.ts";
import { fieldState } from "#app/http/field-state.ts";
import { act } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { TextArea, TextField } from "#app/ui/field.tsx";
import { formatDateTime } from "#app/ui/format.ts";
import { Note } from "#app/ui/note.tsx";
import { ChangeDialog } from "./office.rounds.$roundId.decision/change-dialog.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const roundId = args.params.roundId ?? "";
    const tie = await findTieToVote(ctx, roundId, args.params.entryId ?? "");
    return { tie, back: `/office/rounds/${roundId}/decision?category=${tie.categoryId}` };
  });

export const action = (args: ActionFunctionArgs) =>
  act(args, voteFormSchema, async (ctx, value) => {
    const { roundId, categoryId } = await recordJuryVote(ctx, args.params.entryId ?? "", value);
    return redirectWithToast(`/office/rounds/${roundId}/decision?category=${categoryId}`, m.panel_vote_done());
  });

const typedCount = (count: number | null) => (count === null ? "" : String(count));

export default function JuryVote() {
  const { tie, back } = useLoaderData<typeof loader>();
  const { field, formError } = fieldState(useActionData<typeof action>());
  return (
    <ChangeDialog
      question={m.panel_vote_title({ rank: tie.rank })} title="" back={back} formError={formError} save={m.panel_vote_save()}
    >
      <p>{m.panel_vote_hint()}</p>
      {tie.recorded ? (
        <Note tone="info">{m.panel_vote_recorded({ moment: formatDateTime(tie.recorded.at), name: tie.recorded.by })}</Note>
      ) : null}
      {tie.rows.map((row) => (
        <fieldset key={row.entryId}>
          <legend><b className="num">{row.code}</b> {row.title}</legend>
          <div className="grid grid-cols-2 gap-3">
            <TextField label={m.panel_vote_for()} inputMode="numeric" {...field(`votes.${row.entryId}.for`, typedCount(row.for))} />
            <TextField label={m.panel_vote_against()} inputMode="numeric" {...field(`votes.${row.entryId}.against`, typedCount(row.against))} />
          </div>
        </fieldset>
      ))}
      <TextArea label={m.panel_vote_note()} {...field("note", tie.recorded?.note ?? "")} optional />
    </ChangeDialog>
  );
}

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
