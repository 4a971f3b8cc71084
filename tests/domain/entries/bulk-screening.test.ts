import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { returnEntry } from "#app/domain/entries/commands/return-entry.server.ts";
import { acceptEntry, screenMany, undoLastScreening } from "#app/domain/entries/commands/screen-entry.server.ts";
import { withdrawEntry } from "#app/domain/entries/commands/withdraw-entry.server.ts";
import { bulkSchema } from "#app/domain/entries/office-forms.ts";
import { listScreening } from "#app/domain/entries/queries/screening.server.ts";
import { countQueries, freshDb } from "#tests/support/database.ts";
import { refusalOf } from "#tests/support/organisation.ts";
import { as, authorOf, makeWorld, move, submitted, type World } from "./world.ts";

const fresh = freshDb();
let world: World;
let sent: Awaited<ReturnType<typeof submitted>>[];
const names = ["Vàng A Páo", "Lò Thị Mây", "Cứ Seo Dín", "Tẩn Mùi Ghến", "Ma Thị Xuân"];
const rejection = { verdict: "rejected", rule: "paper-size", note: "Khổ giấy nhỏ hơn A3." } as const;

beforeAll(async () => {
  world = await makeWorld(fresh.db);
  sent = [];
  for (const fullName of names) sent.push(await submitted(world, { form: { authors: [authorOf({ fullName })] } }));
});

const secretary = (minute = 0) => as(world, world.secretary, new Date(Date.UTC(2026, 8, 1, 2, minute)));
const ids = (...places: number[]) => places.map((place) => sent[place]!.roundEntryId);
const verdicts = async () => (await listScreening(secretary(), world.roundId)).items.map(({ verdict }) => verdict?.verdict ?? null);
const kept = () => world.db.selectFrom("screenings").select(["round_entry_id", "verdict", "rule", "note", "decided_at", "undone_at"])
  .orderBy("id").execute();

describe("many verdicts in one act", () => {
  it("wait for screening, and are for the round's own office", async () => {
    expect(await refusalOf(screenMany(secretary(), world.roundId, { ids: ids(0), verdict: rejection }))).toBe("closed: screening-closed");
    await move(world.db, world.roundId, "open", "screening");
    for (const who of [world.elsewhere, world.teacher, world.judge]) {
      expect(await refusalOf(screenMany(as(world, who), world.roundId, { ids: ids(0), verdict: rejection }))).toBe("not-found: round-not-found");
    }
  });

  it("leave alone what was decided, returned or taken back meanwhile, and what is of another round", async () => {
    await acceptEntry(secretary(1), ids(0)[0]!);
    await returnEntry(secretary(1), ids(1)[0]!, { fields: ["file"], reason: "Ảnh mờ.", dueOn: "2026-09-05" });
    await move(world.db, world.roundId, "screening", "open");
    await withdrawEntry(as(world, world.teacher), sent[2]!.entryId, "Em chuyển trường");
    await move(world.db, world.roundId, "open", "screening");
    const outcome = await screenMany(secretary(2), world.roundId, { ids: [...ids(0, 1, 2, 3, 4), randomUUID()], verdict: rejection });
    expect(outcome).toEqual({ decided: 2, skipped: 4 });
    expect(await verdicts()).toEqual(["accepted", null, "rejected", "rejected"]);
    expect((await listScreening(secretary(), world.roundId)).items.at(-1)!.verdict).toMatchObject({ rule: rejection.rule, note: rejection.note });
  });

  it("are all taken back by one undo, which leaves everything else as it was", async () => {
    const before = await kept();
    await screenMany(secretary(2), world.roundId, { ids: ids(3, 4), verdict: { verdict: "accepted" } });
    expect(await undoLastScreening(secretary(3), world.roundId)).toEqual({ undone: 2 });
    expect(await verdicts()).toEqual(["accepted", null, null, null]);
    const after = await kept();
    const undone = before.map((row) => (row.verdict === "rejected" ? { ...row, undone_at: secretary(3).now } : row));
    expect(after).toHaveLength(before.length);
    expect(after.filter(({ verdict }) => verdict === "accepted")).toEqual(undone.filter(({ verdict }) => verdict === "accepted"));
    expect(after.filter(({ verdict }) => verdict === "rejected").every(({ undone_at }) => undone_at !== null)).toBe(true);
  });

  it("of two acts at the same moment are two", async () => {
    await screenMany(secretary(5), world.roundId, { ids: ids(3), verdict: rejection });
    await screenMany(secretary(5), world.roundId, { ids: ids(4), verdict: rejection });
    expect(await undoLastScreening(secretary(6), world.roundId)).toEqual({ undone: 1 });
    expect(await undoLastScreening(secretary(6), world.roundId)).toEqual({ undone: 1 });
    expect(await verdicts()).toEqual(["accepted", null, null, null]);
  });

  it("meet in one row each when two people send them together", async () => {
    const both = await Promise.all([1, 2].map(() => screenMany(secretary(7), world.roundId, { ids: ids(3, 4), verdict: rejection })));
    expect(both.map(({ decided }) => decided).sort()).toEqual([0, 2]);
  });

  it("need a rule and words to reject, and something chosen", () => {
    const faults = (form: object) => bulkSchema.safeParse(form).error?.issues.map(({ path, message }) => [path.join("."), message]);
    expect(faults({ verdict: "rejected", ids: ids(0), rule: "", note: " " })).toEqual([
      ["rule", "rejection-rule-missing"], ["note", "reason-empty"],
    ]);
    expect(faults({ verdict: "accepted", ids: [] })).toEqual([["ids", "nothing-chosen"]]);
    expect(bulkSchema.parse({ verdict: "accepted", ids: ids(0)[0], note: "bỏ qua" })).toEqual({ ids: ids(0), verdict: { verdict: "accepted" } });
  });

  it("are listed in as many statements for five entries as for one", async () => {
    const one = await makeWorld(fresh.db);
    await submitted(one);
    const read = (where: World) => countQueries(where.db, () => listScreening(as(where, where.secretary), where.roundId));
    expect((await read(world)).count).toBe((await read(one)).count);
  });
});
