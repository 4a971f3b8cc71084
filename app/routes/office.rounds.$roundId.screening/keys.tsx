import { m } from "#app/paraglide/messages.js";
import { Button } from "#app/ui/button.tsx";
import { KeyList } from "#app/ui/key-hint.tsx";
import { keysOn, setKeysOn, useKeysOn } from "./use-desk-keys.ts";

/** The keys of the desk, and the switch that turns them off on this device. */
export function Keys() {
  const on = useKeysOn();
  return (
    <details className="small mt-4">
      <summary>{m.office_screening_keys()}</summary>
      <KeyList
        keys={[
          { keys: ["J", "K", "→", "←"], does: m.returns_key_move() },
          { keys: ["A"], does: m.office_screening_accept() },
          { keys: ["R"], does: m.office_screening_key_reject() },
          { keys: ["T"], does: m.returns_desk_return() },
          { keys: ["Z"], does: m.returns_key_zoom() },
          { keys: ["U"], does: m.returns_key_undo() },
          { keys: ["/"], does: m.returns_key_search() },
        ]}
      />
      <Button type="button" size="s" onClick={() => setKeysOn(!keysOn())}>
        {on ? m.office_screening_keys_off() : m.office_screening_keys_on()}
      </Button>
    </details>
  );
}
