import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { heapOf, rowState } from "#app/ui/desk/row-state.ts";
import { answered, cleanRow, edited, keepMine, mergeRows, newRows, wantsSaving, withKept } from "#app/ui/desk/rows.ts";
import { type ClientRow, type DeskView, newId } from "#app/ui/desk/view.ts";
import type { QueueItem } from "#app/ui/upload/queue.ts";

const typed = (title: string) => ({ title, children: [] });
const view = (id: string, version: number, more: Partial<DeskView> = {}): DeskView => ({
  id, version, line: 0, unitId: "u", categoryId: "c", typed: typed(`của máy chủ ${version}`), code: null, sent: false, thumb: null,
  hasFile: true, usb: false, consented: 1, slip: null, faults: {}, gaps: [], ...more,
});
let saves = 0;
const saveId = () => `save-${++saves}`;
const row = (id: string, version: number, more: Partial<DeskView> = {}) => cleanRow(view(id, version, more), saveId());
const item = (more: Partial<QueueItem>): QueueItem => ({
  id: "f", place: "p", name: "a.jpg", size: 200, bytes: 0, state: "waiting", trouble: null, refused: null, ...more,
});
const stateOf = (one: ClientRow, more: { item?: QueueItem; photoHeld?: boolean; paused?: boolean } = {}) =>
  rowState({ row: one, item: null, photoHeld: false, paused: false, ...more });

describe("rows and what the server lists", () => {
  it("a clean row follows the server, a typed one keeps its words", () => {
    const rows = [row("a", 1), edited(row("b", 1), { typed: typed("gõ ở đây") }, saveId())];
    const merged = mergeRows(rows, [view("a", 2), view("b", 1)], saveId);
    expect(merged.map((one) => [one.typed.title, one.sync, one.base])).toEqual([["của máy chủ 2", "still", 2], ["gõ ở đây", "still", 1]]);
  });

  it("words typed on top of an older version are sent with it, so that the server can refuse them, and stay beside the other", () => {
    const [merged] = mergeRows([edited(row("a", 1), { typed: typed("gõ ở đây") }, "mine-first")], [view("a", 2)], saveId);
    expect(merged).toMatchObject({ base: 1, saveId: "mine-first", typed: typed("gõ ở đây"), server: { version: 2 } });
    const told = { id: "a", ok: false as const, reason: "entry-changed-elsewhere", words: "vì", row: view("a", 2) };
    const refused = answered(merged!, "mine-first", told);
    expect([refused.sync, wantsSaving(refused), refused.typed]).toEqual(["conflict", false, typed("gõ ở đây")]);
    expect(keepMine(refused, "mine")).toMatchObject({ sync: "still", base: 2, saveId: "mine", typed: typed("gõ ở đây") });
  });

  it("what this device kept before a dead battery comes back over what the server has, under the same save", () => {
    const kept = { id: "a", owner: "o", line: 0, unitId: "u", categoryId: "c", typed: typed("viết lúc mất mạng"), base: 1, saveId: "s9" };
    const rows = mergeRows(withKept([row("a", 1), row("b", 1)], [kept, { ...kept, id: "new", base: 0 }]), [view("a", 2), view("b", 1)], saveId);
    expect(rows.map(({ id, typed: words, dirty, base, saveId: save }) => [id, words.title, dirty, base, save])).toEqual([
      ["a", "viết lúc mất mạng", true, 1, "s9"], ["b", "của máy chủ 1", false, 1, expect.any(String)], ["new", "viết lúc mất mạng", true, 0, "s9"],
    ]);
    expect(rows.filter(wantsSaving).map(({ id }) => id)).toEqual(["a", "new"]);
  });

  it("a list that is older than the last answer changes nothing", () => {
    const now = row("a", 3);
    expect(mergeRows([now], [view("a", 2)], saveId)).toEqual([now]);
  });

  it("a row the server never had stays, one that went from there goes", () => {
    const [fresh] = newRows([typed("mới")], { line: 4, unitId: "u", categoryId: "c", newId: saveId });
    expect(mergeRows([row("gone", 2), fresh!], [view("a", 1)], saveId).map(({ id }) => id)).toEqual(["a", fresh!.id]);
  });
});

describe("the answer to a save", () => {
  it("makes the row clean, unless it was typed on meanwhile", () => {
    const sent = edited(row("a", 1), { typed: typed("một") }, "s1");
    const told = { id: "a", ok: true as const, version: 2, row: view("a", 2) };
    expect(answered(sent, "s1", told)).toMatchObject({ dirty: false, base: 2, sync: "still" });
    const more = edited(sent, { typed: typed("hai") }, "s2");
    expect(answered(more, "s1", told)).toMatchObject({ dirty: true, base: 2, typed: typed("hai") });
  });

  it("tells a conflict from another refusal, and a refusal waits for other words", () => {
    const sent = edited(row("a", 1), { typed: typed("một") }, "s1");
    const refused = (reason: string) => answered(sent, "s1", { id: "a", ok: false, reason, words: "vì", row: null });
    expect([refused("entry-changed-elsewhere").sync, refused("intake-closed").sync]).toEqual(["conflict", "refused"]);
    expect(wantsSaving(refused("intake-closed"))).toBe(false);
    expect(wantsSaving(edited(refused("intake-closed"), { typed: typed("khác") }, "s3"))).toBe(true);
  });
});

describe("the state of a row", () => {
  const fault = { faults: { "children.0.birth": "sai ngày" } };
  const gap = { gaps: [{ part: "file", words: "thiếu ảnh" }, { part: "consents", words: "thiếu phiếu" }] };
  it.each([
    ["sent", stateOf(row("a", 1, { sent: true, code: "LN-TV-007" })), { kind: "sent", code: "LN-TV-007" }],
    ["typed and not sent", stateOf(edited(row("a", 1), { typed: typed("x") }, "s")), { kind: "on-device" }],
    ["without a line", stateOf({ ...edited(row("a", 1), { typed: typed("x") }, "s"), sync: "waiting" }), { kind: "waiting-network" }],
    ["at fault", stateOf(row("a", 1, { ...fault, ...gap })), { kind: "fault", words: "sai ngày", more: 0 }],
    ["incomplete", stateOf(row("a", 1, gap)), { kind: "gap", words: "thiếu ảnh", more: 1 }],
    ["incomplete but for a picture just received", stateOf(row("a", 1, gap), { item: item({ state: "sent" }) }), { kind: "gap", words: "thiếu phiếu", more: 0 }],
    ["sending", stateOf(row("a", 1, gap), { item: item({ state: "running", bytes: 86 }) }), { kind: "sending", percent: 43, trouble: false }],
    ["queued", stateOf(row("a", 1, gap), { item: item({}) }), { kind: "queued" }],
    ["paused", stateOf(row("a", 1, gap), { item: item({}), paused: true }), { kind: "paused" }],
    ["complete", stateOf(row("a", 1)), { kind: "ready" }],
    ["complete with another picture to come", stateOf(row("a", 1), { photoHeld: true }), { kind: "photo-held" }],
  ])("%s", (_, state, expected) => expect(state).toEqual(expected));

  it("is never called complete, saved or sent before the server said so", () => {
    const anySync = fc.constantFrom("still" as const, "saving" as const, "waiting" as const, "conflict" as const, "refused" as const);
    fc.assert(
      fc.property(anySync, fc.nat(3), fc.boolean(), (sync, base, photoHeld) => {
        const dirty: ClientRow = { ...edited(row("a", base), { typed: typed("x") }, "s"), sync };
        expect(["ready", "sent", "gap", "fault"]).not.toContain(stateOf(dirty, { photoHeld }).kind);
        expect(["ready", "sent"]).not.toContain(heapOf(stateOf(dirty, { photoHeld })));
      }),
    );
  });
});

it("ids need no secure context and are UUIDs of version 4", () => {
  const ids = Array.from({ length: 500 }, newId);
  expect(ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(true);
  expect(new Set(ids).size).toBe(500);
});
