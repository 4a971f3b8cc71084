import { type ChangeEvent, useEffect, useState } from "react";
import { m } from "#app/paraglide/messages.js";
import { Icon } from "#app/ui/icon.tsx";

type CameraInputProps = { onCode: (code: string) => void; onNothing: (words: string) => void };

/**
 * Takes a picture with the phone's own camera, which works on plain HTTP too, and reads the codes in it. The reader is
 * fetched at the first picture; without script there is nothing to press.
 */
export function CameraInput({ onCode, onNothing }: CameraInputProps) {
  const [ready, setReady] = useState(false);
  const [reading, setReading] = useState(false);
  useEffect(() => setReady(true), []);
  if (!ready) return null;
  const read = async (event: ChangeEvent<HTMLInputElement>) => {
    const input = event.currentTarget;
    const picture = input.files?.[0];
    input.value = "";
    if (!picture) return;
    setReading(true);
    const { readCodes } = await import("#app/ui/photo/read-codes.ts");
    const found = await readCodes(picture);
    setReading(false);
    if (!found) return onNothing(m.paper_check_in_cannot_read());
    if (found.slips.length === 0) return onNothing(m.paper_check_in_no_code());
    for (const code of found.slips) onCode(code);
  };
  return (
    <label className="btn btn-secondary file-button">
      <span className="btn-face">
        <Icon name="camera" />
        {reading ? m.paper_check_in_reading() : m.paper_check_in_camera()}
      </span>
      <input type="file" accept="image/*" capture="environment" className="sr-only" onChange={(event) => void read(event)} />
    </label>
  );
}
