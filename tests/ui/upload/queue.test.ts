import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { atOnce, backlog, emptyQueue, itemAt, type Queue, type QueueEvent, step, toStart } from "#app/ui/upload/queue.ts";

const added = (id: string, place = id): QueueEvent => ({ kind: "added", id, place, name: `${id}.jpg`, size: 100 });
const run = (events: readonly QueueEvent[], from: Queue = emptyQueue) => events.reduce(step, from);
const states = ({ items }: Queue) => Object.fromEntries(items.map(({ id, state }) => [id, state]));
const start = (queue: Queue) => toStart(queue).reduce((now, { id }) => step(now, { kind: "started", id }), queue);

describe("the queue", () => {
  it("starts two, and the next when one has ended", () => {
    const queue = start(run([added("a"), added("b"), added("c")]));
    expect(states(queue)).toEqual({ a: "running", b: "running", c: "waiting" });
    expect(states(step(queue, { kind: "started", id: "c" }))).toEqual(states(queue));
    expect(states(start(step(queue, { kind: "sent", id: "a" })))).toEqual({ a: "sent", b: "running", c: "running" });
  });

  it("starts nothing while paused and goes on after it with what had arrived", () => {
    const queue = run([{ kind: "moved", id: "a", bytes: 40 }, { kind: "paused" }, { kind: "stopped", id: "a" }], start(run([added("a")])));
    expect([states(queue), toStart(queue)]).toEqual([{ a: "waiting" }, []]);
    expect(queue.items[0]!.bytes).toBe(40);
    expect(states(start(step(queue, { kind: "resumed" })))).toEqual({ a: "running" });
  });

  it("keeps the last file given to a place, and takes the same one once", () => {
    const queue = run([added("a", "row"), added("b", "row"), added("b", "row")]);
    expect([states(queue), itemAt(queue, "row")?.id]).toEqual([{ b: "waiting" }, "b"]);
  });

  it("counts what is left in confirmed bytes", () => {
    const queue = run([{ kind: "moved", id: "a", bytes: 30 }, { kind: "sent", id: "b" }], start(run([added("a"), added("b"), added("c")])));
    expect(backlog(queue)).toEqual({ files: 2, bytes: 130, total: 300 });
  });
});

const ids = ["a", "b", "c", "d", "e"];
const anyEvent: fc.Arbitrary<QueueEvent> = fc.oneof(
  fc.record({ kind: fc.constant("added" as const), id: fc.constantFrom(...ids), place: fc.constantFrom("p", "q", "r"), name: fc.constant("n"), size: fc.constant(100) }),
  fc.record({ kind: fc.constantFrom("started" as const, "sent" as const, "elsewhere" as const, "stopped" as const, "removed" as const), id: fc.constantFrom(...ids) }),
  fc.record({ kind: fc.constant("moved" as const), id: fc.constantFrom(...ids), bytes: fc.nat(200) }),
  fc.record({ kind: fc.constant("troubled" as const), id: fc.constantFrom(...ids), trouble: fc.constantFrom("network" as const, "server" as const) }),
  fc.record({ kind: fc.constant("refused" as const), id: fc.constantFrom(...ids), refused: fc.constant({ reason: "empty", params: {} }) }),
  fc.record({ kind: fc.constantFrom("paused" as const, "resumed" as const) }),
);

describe("whatever happens, in whatever order", () => {
  it("at most two run, each file is there once, and what was sent is neither started nor sent again", () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 60 }), (events) => {
        let queue = emptyQueue;
        for (const event of events) {
          const sentBefore = queue.items.filter(({ state }) => state === "sent").map(({ id }) => id);
          queue = step(queue, event);
          const running = queue.items.filter(({ state }) => state === "running");
          expect(running.length).toBeLessThanOrEqual(atOnce);
          expect(new Set(queue.items.map(({ id }) => id)).size).toBe(queue.items.length);
          expect(queue.items.every(({ bytes, size }) => bytes <= size)).toBe(true);
          const stillSent = queue.items.filter(({ state }) => state === "sent").map(({ id }) => id);
          const left = sentBefore.filter((id) => !stillSent.includes(id));
          const replaced = event.kind === "added" ? sentBefore.filter((id) => id !== event.id) : event.kind === "removed" ? [event.id] : [];
          expect(left.filter((id) => !replaced.includes(id))).toEqual([]);
          expect(toStart(queue).every(({ state }) => state === "waiting")).toBe(true);
        }
      }),
    );
  });

  it("every file ends sent, refused or waiting once nothing runs any more", () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 60 }), (events) => {
        const ended = run(ids.map((id) => ({ kind: "stopped" as const, id })), run(events));
        expect(ended.items.filter(({ state }) => !["sent", "refused", "waiting"].includes(state))).toEqual([]);
      }),
    );
  });

  it("a line that always works in the end empties the queue, each file once", () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }), (luck) => {
        let queue = run(ids.map((id) => added(id)));
        const sent: string[] = [];
        for (const good of [...luck, ...Array<boolean>(20).fill(true)]) {
          queue = start(queue);
          const now = queue.items.find(({ state }) => state === "running");
          if (!now) break;
          if (good) sent.push(now.id);
          queue = step(queue, { kind: good ? "sent" : "stopped", id: now.id });
        }
        expect(sent.sort()).toEqual(ids);
      }),
    );
  });
});
