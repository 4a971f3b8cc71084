import { Form } from "@remix-run/react";
import type { RoundSetupView } from "#app/domain/contests/queries/round-setup.server.ts";
import { ballotWords } from "#app/http/ballot-words.ts";
import { phaseWord } from "#app/http/kind-words.ts";
import { stepWord } from "#app/http/step-words.ts";
import { m } from "#app/paraglide/messages.js";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { formatDateTime } from "#app/ui/format.ts";

/** Timeline, ballots, prizes, nominees and tie-break chain of a round, each with the way to its form. */
export function RoundSummary({ view }: { view: Pick<RoundSetupView, "contestId" | "round" | "categories" | "isLast" | "may"> }) {
  const { round, contestId } = view;
  const at = `/office/contests/${contestId}/rounds/${round.ordinal}`;
  const names = new Map(view.categories.map(({ code, name }) => [code, name]));
  return (
    <div className="stack">
      <Card title={m.office_round_timeline()}>
        <ol className="stack">
          {round.phases.map(({ kind, startsAt, endsAt }) => (
            <li key={kind}>
              {phaseWord(kind)}
              <small className="muted num block">{`${formatDateTime(startsAt)} – ${formatDateTime(endsAt)}`}</small>
            </li>
          ))}
        </ol>
        <LinkButton to={`${at}/phases`} className="mt-4" icon="calendar">{m.office_round_timeline()}</LinkButton>
      </Card>
      <Card title={m.ballot_title()}>
        <ul>
          {view.categories.map(({ code, name }) => (
            <li key={code}>{`${name}: ${ballotWords(round.ballots?.find(({ category }) => category === code) ?? null)}`}</li>
          ))}
        </ul>
        <LinkButton to={`${at}/ballots`} className="mt-4" icon="pencil">{m.ballot_title()}</LinkButton>
      </Card>
      <Card title={m.office_round_awards()}>
        <ul>
          {round.tiers.map(({ category, name, count }) => (
            <li key={`${category} ${name}`}>{`${names.get(category) ?? category}: ${name} × ${count}`}</li>
          ))}
          {round.quotas.map(({ category, count }) => (
            <li key={category}>{m.office_round_nominees({ category: names.get(category) ?? category, count })}</li>
          ))}
        </ul>
        <LinkButton to={`${at}/awards`} className="mt-4" icon="pencil">{m.office_round_awards()}</LinkButton>
      </Card>
      <Card title={m.office_round_chain()}>
        <ol className="list-decimal pl-5">
          {round.tieBreakSteps.map((step, index) => <li key={index}>{stepWord(step)}</li>)}
        </ol>
        <LinkButton to={`${at}/chain`} className="mt-4" icon="pencil">{m.office_round_chain()}</LinkButton>
      </Card>
      {view.isLast && round.ordinal > 1 && view.may.edit ? (
        <Form method="post" action={`${at}/removal`}>
          <Button kind="danger-line" icon="trash">{m.office_round_remove()}</Button>
        </Form>
      ) : null}
    </div>
  );
}
