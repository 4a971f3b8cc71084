import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { PhoneFile } from "./ingest.ts";
import type { WorkBrief } from "./works.ts";

/** Where works are drawn: processes of their own, since the ingest forbids this one to read the drawings' SVG. */
export type Studio = { make(brief: WorkBrief): Promise<PhoneFile>; close(): void };

type Answer = { id: number; file?: PhoneFile; error?: string };
type Waiting = { resolve: (file: PhoneFile) => void; reject: (error: Error) => void };

/** Opens a studio with `easels` processes; works are dealt out in turn. */
export function openStudio(easels = 2): Studio {
  const waiting = new Map<number, Waiting>();
  const script = fileURLToPath(new URL("./draw.ts", import.meta.url));
  const processes = Array.from({ length: easels }, () => {
    const child = fork(script, { execArgv: ["--import", "tsx"], serialization: "advanced" });
    child.on("message", ({ id, file, error }: Answer) => {
      const order = waiting.get(id);
      waiting.delete(id);
      if (file) order?.resolve({ ...file, bytes: Buffer.from(file.bytes) });
      else order?.reject(new Error(error));
    });
    child.on("exit", (code) => {
      if (code) for (const { reject } of waiting.values()) reject(new Error(`drawing ended with code ${code}`));
    });
    return child;
  });
  let orders = 0;
  return {
    make: (brief) =>
      new Promise((resolve, reject) => {
        const id = orders++;
        waiting.set(id, { resolve, reject });
        processes[id % easels]!.send({ id, brief });
      }),
    close: () => processes.forEach((child) => child.disconnect()),
  };
}
