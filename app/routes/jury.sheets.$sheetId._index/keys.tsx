import { m } from "#app/paraglide/messages.js";
import { Checkbox } from "#app/ui/choice.tsx";
import { KeyList } from "#app/ui/key-hint.tsx";

/** The keys of the page, shown where they act, with the switch that turns them off. */
export function Keys({ on, onChange }: { on: boolean; onChange: (on: boolean) => void }) {
  return (
    <details className="score-keys small">
      <summary>{m.jury_keys_title()}</summary>
      <KeyList
        keys={[
          { keys: ["0", "9"], does: m.jury_keys_digits() },
          { keys: ["↑", "↓"], does: m.jury_keys_criteria() },
          { keys: ["←", "→"], does: m.jury_keys_works() },
          { keys: ["Enter"], does: m.jury_keys_enter() },
          { keys: ["n", "p"], does: m.jury_keys_next() },
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
