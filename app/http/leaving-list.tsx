import type { HeldOriginal } from "#app/domain/entries/queries/handovers.server.ts";
import { m } from "#app/paraglide/messages.js";
import { Checkbox } from "#app/ui/choice.tsx";
import { Fieldset } from "#app/ui/fieldset.tsx";
import { formatCount } from "#app/ui/format.ts";
import { conditionWord } from "./paper-words.ts";

type LeavingListProps = { originals: readonly HeldOriginal[]; ticked: readonly string[]; error?: string | undefined };

/** The originals that are to leave, ticked as asked; all of them when nothing was asked. */
export function LeavingList({ originals, ticked, error }: LeavingListProps) {
  const all = ticked.length === 0;
  return (
    <Fieldset legend={m.paper_leaving({ count: formatCount(originals.length) })} hint={error}>
      {originals.map(({ id, code, title, categoryName, condition }) => (
        <Checkbox
          key={id} name="original" value={id} defaultChecked={all || ticked.includes(id)}
          label={<><b className="num">{code}</b> <span className="hand">{title}</span></>}
          hint={[categoryName, conditionWord(condition)].join(" · ")}
        />
      ))}
    </Fieldset>
  );
}
