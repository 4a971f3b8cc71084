import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { reopenChoice, submitChoice } from "#app/domain/judging/commands/submit-choice.server.ts";
import { choiceSchema } from "#app/domain/judging/model.ts";
import { findOwnChoice, type OwnChoice } from "#app/domain/judging/queries/choice.server.ts";
import { listSheets } from "#app/domain/judging/queries/light-table.server.ts";
import { listJudgeRounds } from "#app/domain/judging/queries/rounds.server.ts";
import { markText, readMark } from "#app/domain/judging/table-order.ts";
import { thumbPicture } from "#app/domain/entries/views.ts";
import { fieldState } from "#app/http/field-state.ts";
import { act } from "#app/http/form.server.ts";
import { progressOf } from "#app/http/jury-progress.ts";
import { load } from "#app/http/page.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { DomainError } from "#app/platform/domain-error.ts";
import { Artwork } from "#app/ui/artwork.tsx";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { formatCount } from "#app/ui/format.ts";
import { JuryFrame } from "#app/ui/jury-frame.tsx";
import { Pager } from "#app/ui/pager.tsx";
import { useJury } from "./jury.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const query = new URL(args.request.url).searchParams;
    const round = (await listJudgeRounds(ctx)).find(({ roundId }) => roundId === args.params.roundId);
    const category = round?.categories.find(({ id }) => id === query.get("category"));
    if (!round || category?.ballot?.kind !== "choose") throw new DomainError("not-found", "round-not-found");
    const at = { roundId: round.roundId, categoryId: category.id };
    const choice = await findOwnChoice(ctx, at);
    if (!choice) throw new DomainError("not-found", "round-not-found");
    const after = readMark(query.get("after"), "place");
    const table = await listSheets(ctx, { ...at, filter: "all", picked: true, after });
    return { ...at, judging: round.phase === "judging", category, choice, table, after };
  });

/** Hands a choice in, or takes it back for changes. */
export const action = (args: ActionFunctionArgs) =>
  act(args, choiceSchema, async (ctx, { categoryId, next }) => {
    const roundId = args.params.roundId ?? "";
    if (next === "submit") {
      await submitChoice(ctx, roundId, categoryId);
      return redirectWithToast(`/jury/rounds/${roundId}/choice?category=${categoryId}`, m.ballot_choice_submitted());
    }
    await reopenChoice(ctx, roundId, categoryId);
    return redirectWithToast(`/jury/rounds/${roundId}?category=${categoryId}`, m.ballot_choice_reopened());
  });

/** What may still be chosen, or has to be. */
function missingWords({ exact, most, picked }: OwnChoice): string | null {
  if (picked >= most) return null;
  const missing = formatCount(most - picked);
  return exact ? m.ballot_choice_few({ picks: formatCount(most), missing }) : m.ballot_choice_fewer({ missing });
}

function Acts({ choice, categoryId, table }: { choice: OwnChoice; categoryId: string; table: string }) {
  const busy = useNavigation().state === "submitting";
  const missing = missingWords(choice);
  return (
    <Form method="post" className="stack">
      <input type="hidden" name="categoryId" value={categoryId} />
      {choice.waiting > 0 && missing ? <p className="text-warn">{missing}</p> : null}
      <p className="muted">{m.ballot_choice_hint()}</p>
      <div className="cluster">
        {choice.waiting > 0 ? (
          <>
            <Button name="next" value="submit" kind="primary" size="l" busy={busy}>{m.ballot_choice_submit()}</Button>
            <LinkButton to={table} icon="grid">{missing ? m.ballot_choice_add() : m.jury_light_table()}</LinkButton>
          </>
        ) : (
          <Button name="next" value="reopen" icon="undo" busy={busy}>{m.ballot_choice_reopen()}</Button>
        )}
      </div>
    </Form>
  );
}

export default function Choice() {
  const { roundId, categoryId, judging, category, choice, table, after } = useLoaderData<typeof loader>();
  const { formError, faults } = fieldState(useActionData<typeof action>());
  const { theme } = useJury();
  const light = `/jury/rounds/${roundId}?category=${categoryId}`;
  const counts = { picked: formatCount(choice.picked), picks: formatCount(choice.most) };
  return (
    <JuryFrame
      title={m.jury_round_title({ category: category.name })}
      theme={theme}
      progress={progressOf(category, choice)}
      actions={<LinkButton to={light} kind="tertiary" icon="grid">{m.jury_light_table()}</LinkButton>}
    >
      <div className="stack-wide">
        <h2 className="text-2xl">{m.ballot_choice_title()}</h2>
        <FormError title={formError} faults={faults} />
        <p className="num text-xl"><b>{choice.waiting === 0 ? m.ballot_choice_done(counts) : m.ballot_picked_of(counts)}</b></p>
        {choice.picked === 0 ? <EmptyState title={m.ballot_choice_none()}>{m.ballot_choice_none_text()}</EmptyState> : null}
        <ul className="light-table">
          {table.cells.map(({ id, blindCode, title, picture }) => (
            <li key={id}>
              <Link to={`/jury/sheets/${id}`} className="light-cell-work">
                <Artwork
                  sources={thumbPicture(picture).sources} width={picture?.width ?? 4} height={picture?.height ?? 3}
                  thumbhash={picture?.thumbhash} alt={m.jury_work_alt({ code: blindCode, title })} sizes="260px"
                />
              </Link>
              <p className="small"><b className="num">{blindCode}</b> {title}</p>
            </li>
          ))}
        </ul>
        <Pager
          previousTo={after ? `/jury/rounds/${roundId}/choice?category=${categoryId}` : null}
          nextTo={table.next ? `/jury/rounds/${roundId}/choice?category=${categoryId}&after=${markText(table.next, "place")}` : null}
        />
        {judging ? <Acts choice={choice} categoryId={categoryId} table={light} /> : <p className="muted">{m.ballot_choice_closed()}</p>}
      </div>
    </JuryFrame>
  );
}

export const meta: MetaFunction = () => [{ title: `${m.ballot_choice_title()} · ${m.common_app_name()}` }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
