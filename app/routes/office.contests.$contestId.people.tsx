import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { findSetup, listParticipants } from "#app/domain/contests/queries/for-office.server.ts";
import { listJudgesOf, listPeopleAt } from "#app/domain/people/at-unit.server.ts";
import { roleWord } from "#app/http/kind-words.ts";
import { load } from "#app/http/page.server.ts";
import { m } from "#app/paraglide/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const { contest } = await findSetup(ctx, args.params.contestId ?? "");
    const rounds = await Promise.all(
      contest.rounds.map(async ({ id, name, unitId }) => ({
        id, name, unitId, judges: await listJudgesOf(ctx, id), office: await listPeopleAt(ctx, unitId),
      })),
    );
    const participants = await listParticipants(ctx, contest.id);
    return { rounds, without: participants.filter(({ people }) => people === 0), participants: participants.length };
  });

type Listed = { appointmentId: string; id: string; fullName: string; role: Parameters<typeof roleWord>[0]; identifier: string };

function Names({ people, none }: { people: readonly Listed[]; none: string }) {
  if (people.length === 0) return <p className="muted">{none}</p>;
  return (
    <ul className="stack">
      {people.map(({ appointmentId, id, fullName, role, identifier }) => (
        <li key={appointmentId}>
          <Link to={`/office/people/${id}`}>{fullName}</Link>{" "}
          <small className="muted">{`${roleWord(role)} · ${identifier}`}</small>
        </li>
      ))}
    </ul>
  );
}

/** Who works on the contest: the jury and office of each round, and the units that nobody answers for yet. */
export default function ContestPeople() {
  const { rounds, without, participants } = useLoaderData<typeof loader>();
  return (
    <div className="stack-wide">
      {rounds.map(({ id, name, unitId, judges, office }) => (
        <div key={id} className="grid gap-4 lg:grid-cols-2">
          <Card title={m.office_team_judges({ round: name })}>
            <div className="stack">
              <Names people={judges} none={m.office_team_judges_none()} />
              <LinkButton to={`/office/people/new?role=judge&roundId=${id}`} icon="plus">{m.office_team_add_judge()}</LinkButton>
            </div>
          </Card>
          <Card title={m.office_team_office({ round: name })}>
            <div className="stack">
              <Names people={office} none={m.office_team_office_none()} />
              <LinkButton to={`/office/people/new?role=secretary&unitId=${unitId}`} icon="plus">{m.office_team_add_secretary()}</LinkButton>
            </div>
          </Card>
        </div>
      ))}
      <Card title={m.office_team_units({ ready: participants - without.length, total: participants })}>
        <ul className="stack">
          {without.map(({ unitId, name }) => (
            <li key={unitId} className="cluster justify-between">
              <span>{name}</span>
              <LinkButton to={`/office/people/new?role=entrant&unitId=${unitId}`} size="s" icon="plus">{m.office_people_add()}</LinkButton>
            </li>
          ))}
        </ul>
      </Card>
    </div>
  );
}

export const meta: MetaFunction = () => [{ title: m.office_setup_people() }];
