import { makeWork, type WorkBrief } from "./works.ts";

/** The drawing process of the studio: one work for each message, in order. */
let last: Promise<unknown> = Promise.resolve();

process.on("message", ({ id, brief }: { id: number; brief: WorkBrief }) => {
  last = last
    .then(() => makeWork(brief))
    .then((file) => process.send!({ id, file }))
    .catch((error: unknown) => process.send?.({ id, error: String(error) }));
});
