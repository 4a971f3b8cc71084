import type { Overview } from "#app/domain/documents/overview.server.ts";
import { actPage } from "#app/domain/documents/next-act.ts";
import { actWords } from "#app/http/act-words.ts";
import { m } from "#app/paraglide/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { formatDateTime } from "#app/ui/format.ts";

type Props = Pick<Overview, "round" | "next"> & { now: Date; mayMove: boolean };

/** The one thing the round waits for; who may not move phases sees it without the button. */
export function NextActCard({ round, next, now, mayMove }: Props) {
  const words = actWords(next);
  const page = actPage[next.act];
  const ends = round.phaseEndsAt;
  const limited = ends !== null && ["open", "screening", "judging", "decision"].includes(round.phase);
  return (
    <Card tone="call">
      <h2 className="card-title">{words.title}</h2>
      <p className="small muted mb-4 mt-1">
        {limited ? `${ends <= now ? m.office_overview_due_over({ at: formatDateTime(ends) }) : m.office_overview_due({ at: formatDateTime(ends) })} ` : ""}
        {words.hint}
      </p>
      {page === "/phase" && !mayMove ? (
        <p className="small muted">{m.office_overview_organiser_only()}</p>
      ) : (
        <LinkButton to={`/office/rounds/${round.id}${page}`} full icon={words.icon}>
          {words.button}
        </LinkButton>
      )}
    </Card>
  );
}
