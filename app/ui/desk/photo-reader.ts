import type { Looked } from "./qr-worker.ts";

const answerLimitMs = 30_000;
const nothing = { qr: [], thumb: null };

let worker: Worker | null = null;
let last: Promise<unknown> = Promise.resolve();

const started = () => (worker ??= new Worker(new URL("./qr-worker.ts", import.meta.url), { type: "module" }));

function ask(id: string, blob: Blob): Promise<Omit<Looked, "id">> {
  return new Promise((resolve) => {
    const asked = started();
    const settle = (looked: Omit<Looked, "id">) => {
      clearTimeout(clock);
      asked.removeEventListener("message", hear);
      asked.removeEventListener("error", fail);
      resolve(looked);
    };
    const hear = ({ data }: MessageEvent<Looked>) => data.id === id && settle({ qr: data.qr, thumb: data.thumb });
    // A worker that is out of memory or cannot start must not keep a picture from being placed by hand.
    const fail = () => {
      asked.terminate();
      worker = null;
      settle(nothing);
    };
    const clock = setTimeout(fail, answerLimitMs);
    asked.addEventListener("message", hear);
    asked.addEventListener("error", fail);
    asked.postMessage({ id, blob });
  });
}

/** Looks at one picture after the other, beside the page: its QR codes and a small copy. Never fails. */
export function readPhoto(id: string, blob: Blob): Promise<Omit<Looked, "id">> {
  const turn = last.then(() => ask(id, blob).catch(() => nothing));
  last = turn;
  return turn;
}
