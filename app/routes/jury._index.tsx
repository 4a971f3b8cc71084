import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { type AskedDecider, listAskedDeciders } from "#app/domain/awards/queries/decider-tasks.server.ts";
import { listJudgeRounds, type Progress } from "#app/domain/judging/queries/rounds.server.ts";
import { listAskedSheets } from "#app/domain/judging/queries/second-looks.server.ts";
import { AskedLooks } from "#app/http/asked-looks.tsx";
import { JuryActions } from "#app/http/jury-actions.tsx";
import { load } from "#app/http/page.server.ts";
import { m } from "#app/paraglide/messages.js";
import { RecalledNote } from "#app/http/recalled-note.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { formatCount, formatDateTime } from "#app/ui/format.ts";
import { JuryFrame } from "#app/ui/jury-frame.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { ProgressBar } from "#app/ui/progress-bar.tsx";
import { useJury } from "./jury.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => ({
    rounds: await listJudgeRounds(ctx), deciders: await listAskedDeciders(ctx), looks: await listAskedSheets(ctx),
  }));

function phaseWords({ phase, judgingEndsAt, categories }: Progress): string {
  if (phase === "judging") {
    return judgingEndsAt ? m.jury_until({ moment: formatDateTime(judgingEndsAt) }) : m.jury_open_now();
  }
  return categories.length > 0 && phase !== "screening" ? m.jury_closed() : m.jury_not_yet();
}

function CategoryRow({ round, category }: { round: Progress; category: Progress["categories"][number] }) {
  const done = formatCount(category.submitted);
  const most = category.ballot?.kind === "choose" ? Math.min(category.ballot.picks, category.total) : null;
  const choosing = most !== null && category.nextSheetId !== null;
  const bar = choosing ? { value: category.picked, max: most } : { value: category.submitted, max: category.total };
  const picked = formatCount(category.picked);
  const words = [
    choosing ? m.ballot_picked_of({ picked, picks: formatCount(most) }) : m.jury_progress_words({ done, total: formatCount(category.total) }),
    ...(choosing ? [m.ballot_choice_not_handed_in()] : []),
    ...(category.later > 0 ? [m.tasks_later_count({ count: formatCount(category.later) })] : []),
    ...(category.abstained > 0 ? [m.tasks_abstained_count({ count: formatCount(category.abstained) })] : []),
  ].join(" · ");
  const table = `/jury/rounds/${round.roundId}?category=${category.id}`;
  const open = round.phase === "judging" && category.nextSheetId;
  return (
    <li className="grid gap-2">
      <div className="cluster justify-between">
        <b>{category.name}</b>
        <span className="num muted">{words}</span>
      </div>
      <ProgressBar {...bar} label={words} tone="judge" />
      <RecalledNote category={category} />
      <div className="cluster">
        {open && choosing && category.picked > 0 ? (
          <LinkButton to={`/jury/rounds/${round.roundId}/choice?category=${category.id}`} kind="primary">{m.ballot_review()}</LinkButton>
        ) : open ? (
          <LinkButton to={`/jury/sheets/${category.nextSheetId}`} kind="primary" iconAfter="next">
            {category.submitted > 0 ? m.jury_go_on() : m.jury_begin()}
          </LinkButton>
        ) : null}
        <LinkButton to={table} icon="grid">{m.jury_light_table()}</LinkButton>
      </div>
    </li>
  );
}

/** Works to be compared in pairs, asked for after judging was closed. */
function DeciderCard({ decider: { id, categoryName, answered, of, finished } }: { decider: AskedDecider }) {
  const words = m.decider_answered_of({ done: formatCount(answered), total: formatCount(of) });
  const begun = answered > 0 ? m.decider_card_go_on() : m.decider_card_begin();
  return (
    <Card title={m.decider_title()} aside={<span className="num">{words}</span>}>
      <p className="muted">{categoryName}</p>
      <p className="my-2">{finished ? m.decider_card_finished() : m.decider_card_text()}</p>
      <ProgressBar value={answered} max={of} label={words} tone="judge" />
      <LinkButton to={`/jury/deciders/${id}`} kind={finished ? "secondary" : "primary"} className="mt-4" iconAfter="next">
        {finished ? m.decider_card_look() : begun}
      </LinkButton>
    </Card>
  );
}

export default function JuryHome() {
  const { rounds, deciders, looks } = useLoaderData<typeof loader>();
  const { name, theme } = useJury();
  return (
    <JuryFrame title={m.jury_home_title()} theme={theme} actions={<JuryActions theme={theme} />}>
      <div className="stack-wide mx-auto max-w-[760px]">
        <PageHeader title={m.jury_greeting({ name })} hint={m.jury_blind_note()} />
        <AskedLooks sheets={looks} />
        {deciders.map((decider) => <DeciderCard key={decider.id} decider={decider} />)}
        {rounds.length === 0 ? <EmptyState title={m.jury_no_rounds()}>{m.jury_no_rounds_text()}</EmptyState> : null}
        {rounds.map((round) => (
          <Card key={round.roundId} title={`${round.contestName} · ${round.roundName}`}>
            <p className="muted">{phaseWords(round)}</p>
            <ul className="stack mt-4">
              {round.categories.map((category) => (
                <CategoryRow key={category.id} round={round} category={category} />
              ))}
            </ul>
          </Card>
        ))}
      </div>
    </JuryFrame>
  );
}

export const meta: MetaFunction = () => [{ title: `${m.jury_home_title()} · ${m.common_app_name()}` }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
