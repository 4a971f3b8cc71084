import { Link } from "@remix-run/react";
import type { Landing, LandingRound } from "#app/domain/contests/landing.server.ts";
import { pathOf, type StepKind } from "#app/domain/contests/steps.ts";
import { phaseWord } from "#app/http/kind-words.ts";
import { m } from "#app/paraglide/messages.js";
import { formatDayRange } from "#app/ui/day-range.ts";
import { formatDate } from "#app/ui/format.ts";
import { Note } from "#app/ui/note.tsx";
import { PhaseStepper } from "#app/ui/phase-stepper.tsx";

function datesOf(kind: StepKind, round: LandingRound, next: LandingRound | undefined): string | undefined {
  if (kind === "forward") {
    const opens = next?.phases.find((phase) => phase.kind === "open");
    return opens ? formatDayRange(opens.startsAt, null) : undefined;
  }
  const phase = round.phases.find((one) => one.kind === kind);
  if (!phase) return undefined;
  return formatDayRange(phase.startsAt, kind === "published" ? null : phase.endsAt);
}

/** How a work travels through the first round, with its days. */
export function Path({ rounds }: { rounds: readonly LandingRound[] }) {
  const [round, next] = rounds;
  if (!round) return null;
  const steps = pathOf({ phase: round.phase, hasNext: next !== undefined, forwarded: round.forwarded });
  return (
    <section className="wrap mt-10">
      <h2 className="public-section mb-5">{m.public_contest_path()}</h2>
      <PhaseStepper
        label={m.public_contest_path()}
        steps={steps.map(({ kind, state }) => ({
          key: kind,
          state,
          label: kind === "forward" ? m.public_contest_forward({ unit: next?.unitName ?? "" }) : phaseWord(kind),
          note: datesOf(kind, round, next),
        }))}
      />
    </section>
  );
}

/** The latest extension of intake, with its ground and where all changes are listed. */
export function ExtensionNote({ contest }: { contest: Landing }) {
  const [latest] = contest.extensions;
  if (!latest) return null;
  const date = formatDate(latest.newEndsAt);
  return (
    <div className="wrap mt-6">
      <Note
        tone="warn"
        icon="clock"
        title={
          latest.oldEndsAt
            ? m.public_contest_extended({ from: formatDate(latest.oldEndsAt), to: date })
            : m.public_contest_extended_to({ to: date })
        }
      >
        {m.public_contest_extended_reason({ reason: latest.reason })}{" "}
        {latest.documentNo ? `${m.public_contest_extended_document({ document: latest.documentNo })} ` : ""}
        <Link to={`/contests/${contest.slug}/rules`}>{m.public_contest_changes()}</Link>
      </Note>
    </div>
  );
}
