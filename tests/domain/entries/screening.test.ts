import { beforeAll, describe, expect, it } from "vitest";
import {
  acceptAllClear, acceptEntry, rejectEntry, undoLastScreening, undoScreening,
} from "#app/domain/entries/commands/screen-entry.server.ts";
import { withdrawEntry } from "#app/domain/entries/commands/withdraw-entry.server.ts";
import { entryCounts } from "#app/domain/entries/queries/for-later-stages.server.ts";
import { findRoundEntry, findRoundFilters, listRoundEntries } from "#app/domain/entries/queries/for-office.server.ts";
import {
  countUnitEntries, listLatestUnitEntries, listUnitContests, listUnitEntries,
} from "#app/domain/entries/queries/for-unit.server.ts";
import { listScreening } from "#app/domain/entries/queries/screening.server.ts";
import { countQueries, freshDb } from "#tests/support/database.ts";
import { as, authorOf, makeWorld, move, submitted, type World } from "./world.ts";

const fresh = freshDb();
let world: World;
let sent: Awaited<ReturnType<typeof submitted>>[];

const letters = "abcdefghij";
const nameOf = (n: number) => `${letters[Math.floor(n / 10)]}${letters[n % 10]}`;
const child = (name: string, className = "5A") => ({ authors: [authorOf({ fullName: name, className })] });

beforeAll(async () => {
  world = await makeWorld(fresh.db);
  sent = [];
  for (const name of ["Vàng A Páo", "Lò Thị Mây", "Cứ Seo Dín", "Tẩn Mùi Ghến"]) {
    sent.push(await submitted(world, { form: child(name) }));
  }
  // The fourth drew nothing new: its file is the third one's.
  const [, , third, fourth] = sent;
  const file = (id: string) => world.db.selectFrom("entries").select("file_id").where("id", "=", id).executeTakeFirstOrThrow();
  const { file_id: from } = await file(third!.entryId);
  const { sha256 } = await world.db.selectFrom("stored_files").select("sha256").where("id", "=", from).executeTakeFirstOrThrow();
  const { file_id: to } = await file(fourth!.entryId);
  await world.db.updateTable("stored_files").set({ sha256 }).where("id", "=", to).execute();
});

const secretary = (minutes = 0) => as(world, world.secretary, new Date(Date.UTC(2026, 8, 1, 2, minutes)));
const verdicts = async () =>
  (await listScreening(secretary(), world.roundId)).items.map(({ code, verdict }) => [code, verdict?.verdict ?? null]);

describe("the desk", () => {
  it("shows what the rules found, entry by entry, while intake is still open too", async () => {
    const { items } = await listScreening(secretary(), world.roundId);
    expect(items.map(({ code, findings }) => [code, findings.map(({ rule, params }) => ({ rule, ...params }))])).toEqual([
      ["LN-TV-001", []],
      ["LN-TV-002", []],
      ["LN-TV-003", [{ rule: "same-file", codes: "LN-TV-004" }]],
      ["LN-TV-004", [{ rule: "same-file", codes: "LN-TV-003" }]],
    ]);
  });

  it("is for the round's own office", async () => {
    for (const who of [world.elsewhere, world.teacher, world.judge]) {
      await expect(listScreening(as(world, who), world.roundId)).rejects.toMatchObject({ kind: "not-found" });
      await expect(acceptEntry(as(world, who), sent[0]!.roundEntryId)).rejects.toMatchObject({ kind: "not-found" });
      await expect(acceptAllClear(as(world, who), world.roundId)).rejects.toMatchObject({ kind: "not-found" });
      await expect(findRoundEntry(as(world, who), world.roundId, sent[0]!.roundEntryId)).rejects.toMatchObject({
        kind: "not-found",
      });
      expect((await listRoundEntries(as(world, who), world.roundId, {})).rows).toEqual([]);
    }
  });

  it("decides nothing before screening has begun", async () => {
    const early = acceptEntry(secretary(), sent[0]!.roundEntryId);
    await expect(early).rejects.toMatchObject({ kind: "closed", reason: "screening-closed" });
    await expect(acceptAllClear(secretary(), world.roundId)).rejects.toMatchObject({ reason: "screening-closed" });
  });

  it("forgets a withdrawn entry, which keeps its code", async () => {
    await withdrawEntry(as(world, world.teacher), sent[1]!.entryId, "Em chuyển trường");
    expect((await verdicts()).map(([code]) => code)).toEqual(["LN-TV-001", "LN-TV-003", "LN-TV-004"]);
    await move(world.db, world.roundId, "open", "screening");
    const gone = acceptEntry(secretary(), sent[1]!.roundEntryId);
    await expect(gone).rejects.toMatchObject({ kind: "conflict", reason: "entry-already-withdrawn" });
  });

  it("rejects with rule and words, refuses to overrule unseen, and takes back", async () => {
    const id = sent[3]!.roundEntryId;
    await rejectEntry(secretary(1), id, { rule: "copied", note: "Giống hệt bài LN-TV-003." });
    await expect(acceptEntry(secretary(2), id)).rejects.toMatchObject({ kind: "conflict", reason: "entry-already-screened" });
    const { state, verdict, history } = await findRoundEntry(secretary(), world.roundId, id);
    expect([state, verdict?.rule, verdict?.note]).toEqual(["invalid", "copied", "Giống hệt bài LN-TV-003."]);
    expect(history.map(({ action, by }) => [action, by])).toEqual([
      ["reject-entry", "Trần Văn Thư"],
      ["submit-entry", "Nguyễn Thị Hằng"],
      ["attach-file", "Nguyễn Thị Hằng"],
      ["update-entry", "Nguyễn Thị Hằng"],
      ["create-entry", "Nguyễn Thị Hằng"],
    ]);
    await undoScreening(secretary(3), id);
    await undoScreening(secretary(3), id);
    expect((await verdicts()).at(-1)).toEqual(["LN-TV-004", null]);
  });

  it("approves in bulk only what is clear, and takes the whole act back", async () => {
    const both = await Promise.all([1, 2].map(() => acceptAllClear(secretary(4), world.roundId)));
    expect(both.map(({ accepted }) => accepted).sort()).toEqual([0, 1]);
    await acceptEntry(secretary(5), sent[2]!.roundEntryId);
    await acceptEntry(secretary(6), sent[2]!.roundEntryId);
    expect(await verdicts()).toEqual([["LN-TV-001", "accepted"], ["LN-TV-003", "accepted"], ["LN-TV-004", null]]);
    expect(await undoLastScreening(secretary(7), world.roundId)).toEqual({ undone: 1 });
    expect(await undoLastScreening(secretary(8), world.roundId)).toEqual({ undone: 1 });
    expect(await undoLastScreening(secretary(9), world.roundId)).toEqual({ undone: 0 });
    expect(await verdicts()).toEqual([["LN-TV-001", null], ["LN-TV-003", null], ["LN-TV-004", null]]);
  });
});

describe("the numbers", () => {
  it("add up by category and by invited unit, those without entries included", async () => {
    await acceptAllClear(secretary(10), world.roundId);
    await rejectEntry(secretary(11), sent[3]!.roundEntryId, { rule: "copied", note: "Bài chép lại." });
    const { categories, participants } = await entryCounts(world.db, world.roundId);
    const drawings = { received: 4, valid: 1, rejected: 1, withdrawn: 1, pending: 1 };
    const none = { received: 0, valid: 0, rejected: 0, withdrawn: 0, pending: 0 };
    expect(categories).toEqual([
      { categoryId: world.drawings, code: "TV", name: "Tranh vẽ", medium: "image", ...drawings },
      { categoryId: world.clips, code: "VC", name: "Video clip", medium: "video", ...none },
    ]);
    expect(participants).toEqual([
      { unitId: world.commune, unitName: "Tân Tiến", ...drawings, byCategory: { TV: drawings, VC: none } },
      { unitId: world.other, unitName: "Xuân Hòa", ...none, byCategory: { TV: none, VC: none } },
    ]);
  });

  it("stand on the unit's home", async () => {
    const ctx = as(world, world.teacher);
    const { categories, readyDrafts, childrenWithoutConsent } = await countUnitEntries(ctx, world.contestId);
    expect(categories.map(({ code, states }) => [code, states])).toEqual([
      ["TV", { draft: 0, returned: 0, submitted: 1, valid: 1, invalid: 1, withdrawn: 1 }],
      ["VC", { draft: 0, returned: 0, submitted: 0, valid: 0, invalid: 0, withdrawn: 0 }],
    ]);
    expect([readyDrafts, childrenWithoutConsent]).toEqual([0, 0]);
    expect((await listUnitContests(ctx)).map(({ id, intake }) => [id, intake.phase])).toEqual([
      [world.contestId, "screening"],
    ]);
    expect(await listUnitContests(as(world, world.judge))).toEqual([]);
  });
});

describe("lists", () => {
  it("find by folded words, state, category and unit", async () => {
    const office = (ask: Parameters<typeof listRoundEntries>[2]) => listRoundEntries(secretary(), world.roundId, ask);
    const codes = async (ask: Parameters<typeof listRoundEntries>[2]) => (await office(ask)).rows.map(({ code }) => code);
    expect(await codes({ search: "TAN mui ghen" })).toEqual(["LN-TV-004"]);
    expect(await codes({ search: "ln-tv-002" })).toEqual(["LN-TV-002"]);
    expect(await codes({ search: "%" })).toEqual([]);
    expect(await codes({ state: "withdrawn" })).toEqual(["LN-TV-002"]);
    expect(await codes({ categoryId: world.clips })).toEqual([]);
    expect(await codes({ participantId: world.commune })).toEqual(["LN-TV-001", "LN-TV-002", "LN-TV-003", "LN-TV-004"]);
    const own = await listUnitEntries(as(world, world.teacher), world.contestId, { search: "vang a pao" });
    expect(own.rows.map(({ code, state }) => [code, state])).toEqual([["LN-TV-001", "valid"]]);
  });

  it("turn pages without losing or repeating a row, in as many statements at 1, 3 and 55 rows", async () => {
    const many = await makeWorld(fresh.db);
    const pages = {
      office: (after = "") => listRoundEntries(as(many, many.secretary), many.roundId, { after }),
      unit: (after = "") => listUnitEntries(as(many, many.teacher), many.contestId, { after }),
      filters: () => findRoundFilters(as(many, many.secretary), many.roundId),
      desk: () => listScreening(as(many, many.secretary), many.roundId),
      home: () => countUnitEntries(as(many, many.teacher), many.contestId),
      latest: () => listLatestUnitEntries(as(many, many.teacher), many.contestId, 6),
    };
    const counts: number[][] = [];
    for (const upTo of [1, 3, 55]) {
      const have = (await pages.office()).rows.length;
      for (let n = have; n < upTo; n++) await submitted(many, { form: child(`Em Số ${nameOf(n)}`) });
      const row: number[] = [];
      for (const page of Object.values<() => Promise<unknown>>(pages)) {
        row.push((await countQueries(many.db, () => page())).count);
      }
      counts.push(row);
    }
    expect(counts).toEqual([[1, 1, 3, 2, 2, 1], [1, 1, 3, 2, 2, 1], [1, 1, 3, 2, 2, 1]]);
    const first = await pages.office();
    const second = await pages.office(first.next!);
    expect([...first.rows, ...second.rows].map(({ code }) => code)).toEqual(
      Array.from({ length: 55 }, (_, n) => `LN-TV-${String(n + 1).padStart(3, "0")}`),
    );
    const own = await pages.unit();
    const rest = await pages.unit(own.next!);
    expect(new Set([...own.rows, ...rest.rows].map(({ id }) => id)).size).toBe(55);
    expect([own.rows.length, rest.rows.length, rest.next]).toEqual([50, 5, null]);
    expect(await pages.latest()).toHaveLength(6);
  });
});
