import { beforeAll, describe, expect, it } from "vitest";
import { decidePair, undoPairDecision } from "#app/domain/entries/commands/decide-pair.server.ts";
import { returnEntry } from "#app/domain/entries/commands/return-entry.server.ts";
import { submitEntry } from "#app/domain/entries/commands/submit-entry.server.ts";
import { withdrawEntry } from "#app/domain/entries/commands/withdraw-entry.server.ts";
import { listPairs } from "#app/domain/entries/duplicates/queries.server.ts";
import { findDuplicates, registerDuplicates } from "#app/domain/entries/duplicates/jobs.server.ts";
import { searchDuplicates } from "#app/domain/entries/duplicates/search.server.ts";
import { pairedFileViewer } from "#app/domain/entries/duplicates/viewer.server.ts";
import { listScreening } from "#app/domain/entries/queries/screening.server.ts";
import { printSide } from "#app/domain/files/fingerprint.ts";
import { turned } from "#app/domain/files/likeness.ts";
import { keepPrint } from "#app/domain/files/prints.server.ts";
import { countQueries, freshDb } from "#tests/support/database.ts";
import { as, attach, authorOf, during, makeContest, makeWorld, submitted, type World } from "./world.ts";

const fresh = freshDb();
let world: World;
let made = 0;

/** A soft picture of its own for each seed. */
const printOf = (seed: number) =>
  Uint8Array.from({ length: printSide * printSide }, (_, at) => {
    const [x, y] = [at % printSide, Math.floor(at / printSide)];
    return 128 + 50 * Math.sin(x / (2 + (seed % 5)) + seed) + 50 * Math.cos(y / (3 + (seed % 7)) + x * (seed % 3) * 0.1 + seed * 2);
  });

/** A submitted entry by a child of its own, with a picture of this print. */
async function entryWith(print: Uint8Array | Float64Array, { world: at = world, ...how }: { world?: World; sha256?: string; child?: string; birth?: string } = {}) {
  const fullName = how.child ?? `Bé ${String.fromCharCode(65 + (made++ % 26))}${String.fromCharCode(97 + Math.floor(made / 26))}`;
  const author = authorOf({ fullName, birth: { iso: how.birth ?? "2016-02-14", precision: "day" } });
  const sent = await submitted(at, { form: { authors: [author] }, file: how.sha256 ? { sha256: how.sha256 } : {} });
  const { file_id } = await fresh.db.selectFrom("entries").select("file_id").where("id", "=", sent.entryId).executeTakeFirstOrThrow();
  await fresh.db.transaction().execute((trx) => keepPrint(trx, file_id!, Uint8Array.from(print), during));
  await searchDuplicates(fresh.db, sent.entryId, during);
  return { ...sent, fileId: file_id! };
}

const office = () => as(world, world.secretary);
const list = async (view: "open" | "later" | "settled" = "open") => {
  const { pairs, counts, next } = await listPairs(office(), world.roundId, { view });
  const shown = pairs.map(({ first, second, sameFile, distance, sameChildren }) => [first.code, second.code, sameFile, distance, sameChildren]);
  return { shown, counts, pairs, next };
};

beforeAll(async () => {
  world = await makeWorld(fresh.db);
});

describe("likely duplicates", () => {
  let first: Awaited<ReturnType<typeof entryWith>>;
  let second: Awaited<ReturnType<typeof entryWith>>;

  it("are found by picture, whichever way up, and stand once however often they are sought", async () => {
    first = await entryWith(printOf(1));
    await entryWith(printOf(2));
    second = await entryWith(turned(printOf(1), 5));
    for (const { entryId } of [first, second]) await findDuplicates.run({ db: fresh.db, clock: () => during } as never, { entryId });
    const { shown, counts } = await list();
    expect(shown.map(([a, b, ...signs]) => [[a, b].sort(), ...signs])).toEqual([[["LN-TV-001", "LN-TV-003"], false, 0, 0]]);
    expect(counts).toEqual({ open: 1, later: 0, settled: 0 });
  });

  it("are hinted at on the desk of both entries", async () => {
    const { items } = await listScreening(office(), world.roundId);
    const hints = items.flatMap(({ code, findings }) => findings.filter(({ rule }) => rule === "open-pairs").map(({ params }) => [code, params]));
    expect(hints).toEqual([["LN-TV-001", { count: 1 }], ["LN-TV-003", { count: 1 }]]);
  });

  it("put off stay, decided do not come back, undone do; each with who, when and why", async () => {
    const { pairs } = await list();
    const pairId = pairs[0]!.id;
    await decidePair(office(), world.roundId, { pairId, decision: "later", note: "Hỏi cô giáo đã" });
    expect((await list("later")).shown.length).toBe(1);
    await decidePair(office(), world.roundId, { pairId, decision: "same", note: "Nộp hai lần" });
    await decidePair(office(), world.roundId, { pairId, decision: "same", note: "Nộp hai lần" });
    await expect(decidePair(office(), world.roundId, { pairId, decision: "different", note: "" })).rejects.toMatchObject({ reason: "pair-already-decided" });
    await searchDuplicates(fresh.db, second.entryId, during);
    const settled = await list("settled");
    expect([settled.counts, settled.pairs[0]!.decision]).toEqual([
      { open: 0, later: 0, settled: 1 },
      { decision: "same", note: "Nộp hai lần", at: during, by: "Trần Văn Thư" },
    ]);
    expect((await listScreening(office(), world.roundId)).items.flatMap(({ findings }) => findings.map(({ rule }) => rule))).toEqual([]);
    expect(await undoPairDecision(office(), world.roundId, pairId)).toEqual({ undone: true });
    expect(await undoPairDecision(office(), world.roundId, pairId)).toEqual({ undone: false });
    expect((await list()).counts.open).toBe(1);
    const events = await fresh.db.selectFrom("audit_events").select("action").where("subject_id", "=", pairId).orderBy("seq").execute();
    expect(events.map(({ action }) => action)).toEqual(["decide-pair", "decide-pair", "undo-pair-decision"]);
  });

  it("are not there for another office", async () => {
    const [pair] = (await list()).pairs;
    const ask = { pairId: pair!.id, decision: "same" as const, note: "" };
    await expect(listPairs(as(world, world.elsewhere), world.roundId, { view: "open" })).rejects.toMatchObject({ kind: "not-found" });
    await expect(decidePair(as(world, world.elsewhere), world.roundId, ask)).rejects.toMatchObject({ kind: "not-found" });
    await expect(decidePair(as(world, world.teacher), world.roundId, ask)).rejects.toMatchObject({ kind: "not-found" });
    await expect(decidePair(office(), world.roundId, { ...ask, pairId: world.roundId })).rejects.toMatchObject({ reason: "pair-not-found" });
  });

  it("go when one is withdrawn, or no longer looks the same", async () => {
    await fresh.db.transaction().execute((trx) => keepPrint(trx, second.fileId, printOf(3), during));
    await searchDuplicates(fresh.db, second.entryId, during);
    expect((await list()).counts).toEqual({ open: 1, later: 0, settled: 0 });
    // The pair was decided once: it stays until somebody takes it away; withdrawing does.
    await withdrawEntry(as(world, world.teacher), second.entryId, "Nộp nhầm");
    expect((await list()).counts).toEqual({ open: 0, later: 0, settled: 0 });
  });

  it("are the same bytes, and a child entered twice in one category", async () => {
    const sha256 = "ab".repeat(32);
    const a = await entryWith(printOf(11), { sha256, child: "Lý Thị Son", birth: "2015-01-02" });
    const b = await entryWith(printOf(12), { sha256 });
    const c = await entryWith(printOf(13), { child: "LÝ THỊ SƠN", birth: "2015-01-02" });
    const { shown } = await list();
    const sorted = shown.map(([x, y, ...signs]) => [[x, y].sort(), ...signs]);
    expect(sorted).toEqual([
      [[a.code, b.code].sort(), true, null, 0],
      [[a.code, c.code].sort(), false, null, 1],
    ]);
  });

  it("are found against earlier contests, and say no child's name of another office", async () => {
    const far = await makeContest(fresh.db, { district: world.other, participants: [world.commune] });
    const elsewhere = { ...world, ...far };
    const theirs = await entryWith(printOf(21), { world: elsewhere, child: "Vàng A Khua" });
    const ours = await entryWith(turned(printOf(21), 2));
    const pair = (await list()).pairs.find(({ first: one }) => one.entryId === ours.entryId);
    expect(pair?.second).toMatchObject({ entryId: theirs.entryId, here: null, authors: [], contestName: "Lắng nghe con nói" });
    const look = (variant: "320" | "original" | "tiles") => pairedFileViewer({ db: fresh.db, actor: world.secretary, now: during }, { fileId: theirs.fileId, variant });
    expect([await look("320"), await look("original"), await look("tiles")]).toEqual([true, false, false]);
    const stranger = pairedFileViewer({ db: fresh.db, actor: world.judge, now: during }, { fileId: theirs.fileId, variant: "320" });
    expect(await stranger).toBe(false);
  });

  it("come in pages by likeness, in as many statements for one as for many", async () => {
    const before = await countQueries(fresh.db, () => list());
    for (let seed = 0; seed < 23; seed++) await entryWith(printOf(40), { sha256: "cd".repeat(32) });
    const after = await countQueries(fresh.db, () => list());
    expect([before.count, after.count, after.result.pairs.length]).toEqual([3, 3, 20]);
    const seen = new Set<string>();
    for (let key: string | null = ""; key !== null; ) {
      const page: { pairs: { id: string }[]; next: string | null } = await listPairs(office(), world.roundId, { view: "open", after: key });
      for (const { id } of page.pairs) seen.add(id);
      key = page.next;
    }
    expect(seen.size).toBe(after.result.counts.open);
  }, 60_000);

  it("are sought again when a returned entry gets another file, and when it is sent again", async () => {
    const { entryId, roundEntryId } = await submitted(world, { form: { authors: [authorOf({ fullName: "Lò Thị Mây" })] } });
    const asked = async () => (await fresh.pool.query(
      "delete from pgboss.job where name = 'entries.find-duplicates' and data->>'entryId' = $1", [entryId])).rowCount;
    await returnEntry(office(), roundEntryId, { fields: ["file"], reason: "Ảnh mờ.", dueOn: "2026-08-25" });
    expect(await asked()).toBe(1);
    await attach(world, entryId, world.teacher);
    expect(await asked()).toBe(1);
    await submitEntry(as(world, world.teacher), entryId);
    expect(await asked()).toBe(1);
    expect(await asked()).toBe(0);
  });

  it("are sought when an entry is submitted, and when its picture can be compared", async () => {
    registerDuplicates();
    const jobs = async () => {
      const { rows } = await fresh.pool.query("select data->>'entryId' as id from pgboss.job where name = 'entries.find-duplicates'");
      return rows.map(({ id }: { id: string }) => id);
    };
    const { entryId } = await entryWith(printOf(70));
    expect((await jobs()).filter((id) => id === entryId)).toEqual([entryId]);
  });
});

it("many searches at once find the same pairs and never wait for each other in a ring", async () => {
  const sha256 = "b".repeat(64);
  const alike: string[] = [];
  for (const child of ["Cư A Một", "Cư A Hai", "Cư A Ba", "Cư A Bốn", "Cư A Năm"]) {
    alike.push((await submitted(world, { form: { authors: [authorOf({ fullName: child })] }, file: { sha256 } })).entryId);
  }
  const pairs = () => fresh.db.selectFrom("duplicate_pairs").select("id").where("first_entry_id", "in", alike).execute();
  for (let round = 0; round < 5; round++) {
    await fresh.db.deleteFrom("duplicate_pairs").where("first_entry_id", "in", alike).execute();
    await Promise.all(alike.map((entryId) => searchDuplicates(fresh.db, entryId, during)));
    expect(await pairs()).toHaveLength(10);
  }
});

it("an address with a broken cursor shows the first page", async () => {
  const first = await listPairs(office(), world.roundId, { view: "open" });
  for (const after of [`0~${"-".repeat(36)}`, `0~${"a".repeat(36)}`, "0~", "x"]) {
    expect((await listPairs(office(), world.roundId, { view: "open", after })).pairs).toEqual(first.pairs);
  }
});
