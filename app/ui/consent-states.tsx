import { blockedBy } from "#app/domain/entries/consent.ts";
import { type Purpose, purposes } from "#app/domain/entries/states.ts";
import { m } from "#app/paraglide/messages.js";
import { Chip } from "#app/ui/chip.tsx";
import { blockedWords, purposeWords } from "#app/ui/consent-words.ts";

type Props = { agreed: readonly Purpose[]; waiting: readonly Purpose[]; medium: "image" | "video" };

/** What a family agreed to, what waits for the child's own word, and what the rest holds back; nothing else is. */
export function ConsentStates({ agreed, waiting, medium }: Props) {
  const blocked = blockedBy(agreed, medium).map((act) => blockedWords[act]());
  return (
    <>
      <ul className="cluster">
        {purposes.map((purpose) => {
          const given = agreed.includes(purpose);
          const word = purposeWords[purpose].short();
          return (
            <li key={purpose}>
              {given ? <Chip tone="ok" icon="check">{word}</Chip> : null}
              {!given && waiting.includes(purpose) ? <Chip tone="warn" icon="clock">{m.consent_state_waiting({ purpose: word })}</Chip> : null}
              {!given && !waiting.includes(purpose) ? <Chip icon="minus">{m.consent_state_none({ purpose: word })}</Chip> : null}
            </li>
          );
        })}
      </ul>
      {blocked.length > 0 ? <p className="small muted">{m.consent_blocked({ acts: blocked.join(", ") })}</p> : null}
    </>
  );
}
