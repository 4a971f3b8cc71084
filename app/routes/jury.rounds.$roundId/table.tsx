import type { Ballot } from "#app/domain/judging/ballot.ts";
import type { OwnChoice } from "#app/domain/judging/queries/choice.server.ts";
import type { SheetCell } from "#app/domain/judging/queries/light-table.server.ts";
import { m } from "#app/paraglide/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import { formatCount } from "#app/ui/format.ts";
import { usePicks } from "./use-picks.ts";
import { Works } from "./works.tsx";

type Props = {
  roundId: string;
  categoryId: string;
  ballot: Ballot | null;
  choice: OwnChoice | null;
  judging: boolean;
  cells: readonly SheetCell[];
  picked: readonly string[];
};

/** The works, and where works are chosen how many are, with the way to hand the choice in. */
export function Table({ roundId, categoryId, ballot, choice, judging, cells, picked }: Props) {
  const picks = usePicks(judging ? choice : null, cells);
  return (
    <>
      {choice ? (
        <div className="light-choice">
          <span role="status">
            <b className="num">
              {choice.waiting === 0
                ? m.ballot_choice_done({ picked: formatCount(choice.picked) })
                : m.ballot_picked_of({ picked: formatCount(picks?.count ?? choice.picked), picks: formatCount(choice.most) })}
            </b>
            {picks?.words ? <small className="block text-warn">{picks.words}</small> : null}
          </span>
          <LinkButton to={`/jury/rounds/${roundId}/choice?category=${categoryId}`} kind={choice.waiting > 0 ? "primary" : "secondary"}>
            {choice.waiting > 0 ? m.ballot_review() : m.ballot_choice_title()}
          </LinkButton>
        </div>
      ) : null}
      <Works key={picked.join()} {...{ roundId, ballot, cells, picked, picks }} />
    </>
  );
}
