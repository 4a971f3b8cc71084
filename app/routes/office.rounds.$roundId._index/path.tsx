import { pathOf, type StepKind } from "#app/domain/contests/steps.ts";
import type { Overview } from "#app/domain/documents/overview.server.ts";
import { phaseWord } from "#app/http/kind-words.ts";
import { m } from "#app/paraglide/messages.js";
import { Card } from "#app/ui/card.tsx";
import { Chip } from "#app/ui/chip.tsx";
import { formatCount, formatDate } from "#app/ui/format.ts";
import { PhaseStepper, type PhaseStep } from "#app/ui/phase-stepper.tsx";
import { Stat, Stats } from "#app/ui/stat.tsx";

const wordOf = (kind: StepKind) => (kind === "forward" ? m.office_overview_forward() : phaseWord(kind));
const dayMonth = (moment: Date) => formatDate(moment).slice(0, 5);

/** The number of a step and the line under it: what was done, or when it is due. */
function figuresOf(kind: StepKind, { round, dates, nextOpensAt }: Overview, now: Date): Pick<PhaseStep, "value" | "note"> {
  const phase = dates.find((one) => one.kind === kind);
  const planned = { value: "–", note: phase ? m.office_overview_planned({ day: dayMonth(phase.startsAt) }) : undefined };
  const done = round.sheets - round.openSheets;
  switch (kind) {
    case "open": {
      const ends = phase?.endsAt;
      const note = ends ? (ends <= now ? m.office_overview_closed({ day: dayMonth(ends) }) : m.office_overview_closes({ day: dayMonth(ends) })) : undefined;
      return { value: formatCount(round.received), note };
    }
    case "screening":
      if (round.valid + round.rejected === 0 && round.phase !== "screening") return planned;
      return {
        value: formatCount(round.valid),
        note: round.pending > 0
          ? m.office_overview_pending({ count: round.pending })
          : m.office_overview_rejected({ count: round.rejected }),
      };
    case "judging":
      return round.sheets > 0
        ? { value: formatCount(done), note: m.office_overview_of_sheets({ count: formatCount(round.sheets) }) }
        : planned;
    case "decision":
      return round.awarded + round.nominated > 0
        ? { value: formatCount(round.awarded), note: m.office_overview_awards({ count: formatCount(round.nominated) }) }
        : planned;
    case "published":
      return planned;
    case "forward":
      return {
        value: round.forwarded ? formatCount(round.nominated) : "–",
        note: nextOpensAt ? m.office_overview_from({ day: dayMonth(nextOpensAt) }) : undefined,
      };
  }
}

/** The round's path with its numbers; on phones one line of diamonds and the three numbers that matter. */
export function Path({ overview, now }: { overview: Overview; now: Date }) {
  const { round } = overview;
  const steps = pathOf(round);
  const at = steps.findIndex(({ state }) => state === "now");
  const present = steps[at];
  return (
    <Card>
      <p className="mb-3 sm:hidden">
        <Chip tone="judge" icon="flag">
          {present
            ? m.office_overview_step({ phase: wordOf(present.kind), at: at + 1, of: steps.length })
            : phaseWord(round.phase)}
        </Chip>
      </p>
      <PhaseStepper
        label={m.office_overview_path()} phone="compact"
        steps={steps.map(({ kind, state }) => ({
          key: kind, state, label: wordOf(kind),
          ...(kind === "published" && state === "done" ? { value: m.office_overview_done() } : figuresOf(kind, overview, now)),
        }))}
      />
      <div className="mt-4 sm:hidden">
        <Stats>
          <Stat value={formatCount(round.received)} label={m.office_overview_stat_received()} />
          <Stat value={formatCount(round.valid)} label={m.office_overview_stat_valid()} />
          {round.sheets > 0 ? (
            <Stat
              value={formatCount(round.sheets - round.openSheets)}
              label={m.office_overview_stat_sheets({ count: formatCount(round.sheets) })}
            />
          ) : null}
        </Stats>
      </div>
    </Card>
  );
}
