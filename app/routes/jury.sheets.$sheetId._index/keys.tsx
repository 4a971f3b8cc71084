import type { Ballot } from "#app/domain/judging/ballot.ts";
import { m } from "#app/paraglide/messages.js";
import { Checkbox } from "#app/ui/choice.tsx";
import { KeyList } from "#app/ui/key-hint.tsx";

function voteKeys(ballot: Ballot) {
  if (ballot.kind === "stars") return { keys: ["1", String(ballot.stars % 10)], does: m.ballot_keys_stars() };
  return { keys: ["1", "0"], does: ballot.kind === "pass" ? m.ballot_keys_pass() : m.ballot_keys_choose() };
}

type Props = { on: boolean; onChange: (on: boolean) => void; clip: boolean; ballot: Ballot | null };

/** The keys of the page, shown where they act, with the switch that turns them off. */
export function Keys({ on, onChange, clip, ballot }: Props) {
  const ofClip = [
    { keys: ["k", "j", "l"], does: m.lighttable_keys_clip() },
    { keys: ["<", ">"], does: m.lighttable_keys_clip_speed() },
  ];
  const ofRubric = [
    { keys: ["0", "9"], does: m.jury_keys_digits() },
    { keys: ["↑", "↓"], does: m.jury_keys_criteria() },
  ];
  return (
    <details className="score-keys small">
      <summary>{m.jury_keys_title()}</summary>
      <KeyList
        keys={[
          ...(ballot ? [voteKeys(ballot)] : ofRubric),
          { keys: ["←", "→"], does: m.jury_keys_works() },
          { keys: ["Enter"], does: m.jury_keys_enter() },
          { keys: ["n", "p"], does: m.jury_keys_next() },
          { keys: ["s"], does: m.lighttable_keys_later() },
          { keys: ["c"], does: m.lighttable_keys_compare() },
          { keys: ["f"], does: m.lighttable_keys_full() },
          { keys: ["h"], does: m.lighttable_keys_hide() },
          { keys: ["y"], does: m.lighttable_keys_favourite() },
          ...(clip ? ofClip : []),
        ]}
      />
      <Checkbox
        name="keys"
        label={m.jury_keys_on()}
        checked={on}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </details>
  );
}
