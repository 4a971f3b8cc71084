import { m } from "#app/paraglide/messages.js";
import { Checkbox } from "#app/ui/choice.tsx";
import { KeyList } from "#app/ui/key-hint.tsx";
import { useKeySwitch } from "#app/ui/use-key-switch.ts";
import { useTableKeys } from "./use-table-keys.ts";

/** The keys of the light table, shown beside it, with their switch. */
export function TableKeys({ picks }: { picks: boolean }) {
  const [on, setOn] = useKeySwitch();
  useTableKeys(on);
  return (
    <section className="stack small">
      <h2 className="section-title">{m.jury_keys_title()}</h2>
      <KeyList
        keys={[
          { keys: ["←", "→"], does: m.lighttable_keys_table() },
          { keys: ["Enter"], does: m.lighttable_keys_open() },
          ...(picks ? [{ keys: ["1"], does: m.ballot_keys_table() }] : []),
          { keys: ["c"], does: m.lighttable_keys_pick() },
          { keys: ["v"], does: m.lighttable_keys_compare() },
        ]}
      />
      <Checkbox name="keys" label={m.jury_keys_on()} checked={on} onChange={(event) => setOn(event.currentTarget.checked)} />
    </section>
  );
}
