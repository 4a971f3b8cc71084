import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { createEntry } from "#app/domain/entries/commands/create-entry.server.ts";
import { deleteEntry } from "#app/domain/entries/commands/delete-entry.server.ts";
import { submitEntry } from "#app/domain/entries/commands/submit-entry.server.ts";
import { withdrawEntry } from "#app/domain/entries/commands/withdraw-entry.server.ts";
import { findRoundEntry } from "#app/domain/entries/queries/for-office.server.ts";
import { findUnitEntry } from "#app/domain/entries/queries/for-unit.server.ts";
import { listScreening } from "#app/domain/entries/queries/screening.server.ts";
import { maxOriginalBytes } from "#app/domain/entries/upload-purpose.ts";
import { entryFileViewer, entryUploadPolicy } from "#app/domain/entries/uploads.server.ts";
import { judgeFileViewer } from "#app/domain/judging/viewer.server.ts";
import { countQueries, freshDb } from "#tests/support/database.ts";
import { testRuntime } from "#tests/support/runtime.ts";
import { as, attach, draftOf, during, makeWorld, readyDraft, type World } from "./world.ts";

const pairs = { one: "00112233445566ff", other: "ff66554433221100" };

describe("the photo as it was taken", () => {
  const fresh = freshDb();
  testRuntime(fresh);
  let world: World;
  beforeAll(async () => {
    world = await makeWorld(fresh.db);
  });

  const draft = async () => (await createEntry(as(world, world.teacher), draftOf(world))).entryId;
  const send = (entryId: string, more: Parameters<typeof attach>[4], file: Parameters<typeof attach>[3] = {}) =>
    attach(world, entryId, world.teacher, file, more);
  const kept = (entryId: string) =>
    fresh.db.selectFrom("entries").select(["file_id as work", "original_file_id as original"]).where("id", "=", entryId).executeTakeFirstOrThrow();
  const removed = async (fileId: string) =>
    (await fresh.pool.query("select 1 from pgboss.job where name = 'files.remove-file' and data ->> 'fileId' = $1", [fileId])).rowCount === 1;

  it.each(["work first", "original first"])("stands beside its picture, %s", async (order) => {
    const entryId = await draft();
    const halves = [{ pair: pairs.one }, { pair: pairs.one, role: "original" as const }];
    const sent = [];
    for (const half of order === "work first" ? halves : [...halves].reverse()) sent.push(await send(entryId, half));
    expect(sent.map(({ answer }) => answer)).toEqual([{ ok: true }, { ok: true }]);
    const [first, second] = sent.map(({ fileId }) => fileId);
    expect(await kept(entryId)).toEqual(order === "work first" ? { work: first, original: second } : { work: second, original: first });
  });

  it("and a picture out of an archive never push aside what a phone has sent meanwhile", async () => {
    const entryId = await draft();
    expect((await send(entryId, { ifEmpty: true })).answer).toEqual({ ok: true });
    const { fileId } = await send(entryId, {});
    expect((await send(entryId, { ifEmpty: true })).answer).toEqual({ ok: false, reason: "entry-has-file", params: {} });
    expect((await kept(entryId)).work).toBe(fileId);
  });

  it("goes together with its picture when that is replaced, or the draft deleted", async () => {
    const entryId = await draft();
    const work = await send(entryId, { pair: pairs.one });
    const original = await send(entryId, { pair: pairs.one, role: "original" });
    const next = await send(entryId, { pair: pairs.other });
    expect(await kept(entryId)).toEqual({ work: next.fileId, original: null });
    expect(await Promise.all([work, original].map(({ fileId }) => removed(fileId)))).toEqual([true, true]);
    const late = await send(entryId, { pair: pairs.one, role: "original" });
    expect(late.answer).toEqual({ ok: false, reason: "entry-picture-changed", params: {} });
    const own = await send(entryId, { pair: pairs.other, role: "original" });
    await deleteEntry(as(world, world.teacher), entryId);
    expect(await Promise.all([next, own].map(({ fileId }) => removed(fileId)))).toEqual([true, true]);
  });

  it("stays when the picture is cut again from it, and only then", async () => {
    const entryId = await draft();
    await send(entryId, { pair: pairs.one });
    const original = await send(entryId, { pair: pairs.one, role: "original" });
    const again = await send(entryId, { cutFrom: original.fileId });
    expect(await kept(entryId)).toEqual({ work: again.fileId, original: original.fileId });
    expect((await send(entryId, { cutFrom: randomUUID() })).answer).toEqual({ ok: false, reason: "entry-picture-changed", params: {} });
    expect(await kept(entryId)).toEqual({ work: again.fileId, original: original.fileId });
    const plain = await send(entryId, {});
    expect(await kept(entryId)).toEqual({ work: plain.fileId, original: null });
  });

  it("of another entry with the same pair is not taken for one's own", async () => {
    const [mine, other] = [await draft(), await draft()];
    const original = await send(other, { pair: pairs.one, role: "original" });
    const work = await send(mine, { pair: pairs.one });
    expect(await kept(mine)).toEqual({ work: work.fileId, original: null });
    expect(await kept(other)).toEqual({ work: null, original: null });
    expect(original.answer).toEqual({ ok: true });
  });

  it("may follow after the entry was sent, but takes no work's place and not after a withdrawal", async () => {
    const entryId = await readyDraft(world);
    const work = await send(entryId, { pair: pairs.one });
    await submitEntry(as(world, world.teacher), entryId);
    const begin = (input: object, bytes = 4_000_000, who = world.teacher) =>
      entryUploadPolicy.begin(as(world, who), { input: { entryId, ...input }, file: { name: "a.jpg", bytes, declaredType: "image/jpeg" } });
    const asOriginal = { role: "original", pair: pairs.one };
    expect(await begin({})).toMatchObject({ ok: false, reason: "entry-already-submitted" });
    expect(await begin(asOriginal)).toMatchObject({ ok: true, medium: "image", maxBytes: maxOriginalBytes });
    expect(await begin(asOriginal, maxOriginalBytes + 1)).toMatchObject({ ok: false, reason: "file-too-big" });
    expect(await begin({ role: "original" })).toMatchObject({ ok: false, reason: "entry-not-found" });
    expect(await begin(asOriginal, 1, world.stranger)).toMatchObject({ ok: false, reason: "entry-not-found" });
    expect(await begin(asOriginal, 1, world.secretary)).toMatchObject({ ok: false, reason: "entry-not-found" });
    expect((await send(entryId, { pair: pairs.one })).answer).toMatchObject({ ok: false, reason: "entry-already-submitted" });
    const original = await send(entryId, { pair: pairs.one, role: "original" });
    expect(await kept(entryId)).toEqual({ work: work.fileId, original: original.fileId });
    await withdrawEntry(as(world, world.teacher), entryId, "Em vẽ lại");
    expect(await begin(asOriginal)).toMatchObject({ ok: false, reason: "entry-already-withdrawn" });
  });

  it("is seen by its unit, and by the office once it was sent; by no one else", async () => {
    const entryId = await readyDraft(world);
    await send(entryId, { pair: pairs.other });
    const { fileId } = await send(entryId, { pair: pairs.other, role: "original" }, { width: 4000 });
    const may = (actor: unknown) => entryFileViewer({ db: fresh.db, actor, now: during }, { fileId, variant: "1600" });
    const all = [world.teacher, world.officer, world.secretary, world.stranger, world.elsewhere, world.judge, null];
    expect(await Promise.all(all.map(may))).toEqual([true, true, false, false, false, false, false]);
    const { roundEntryId } = await submitEntry(as(world, world.teacher), entryId);
    expect(await Promise.all(all.map(may))).toEqual([true, true, true, false, false, false, false]);
    expect(await judgeFileViewer({ db: fresh.db, actor: world.judge, now: during }, { fileId, variant: "1600" })).toBe(false);
    const view = { id: fileId, bytes: 400_000, width: 4000, height: 2000 };
    expect((await findUnitEntry(as(world, world.teacher), entryId)).original).toEqual(view);
    expect((await findRoundEntry(as(world, world.secretary), world.roundId, roundEntryId)).original).toEqual(view);
    const desk = await listScreening(as(world, world.secretary), world.roundId);
    expect(desk.items.find((item) => item.entryId === entryId)?.original).toEqual(view);
  });

  it("finds its half by an index, in one statement", async () => {
    const entryId = await draft();
    const { statements } = await countQueries(fresh.db, () => send(entryId, { pair: pairs.one }));
    const asking = statements.filter((statement) => statement.includes("'pair'"));
    expect(asking.length).toBe(1);
    await fresh.pool.query("set enable_seqscan = off");
    const { rows } = await fresh.pool.query(
      "explain select file_id from uploads where purpose -> 'for' ->> 'pair' = '00112233445566ff' and slug = 'entry' and file_id is not null",
    );
    expect(rows.map((row) => row["QUERY PLAN"]).join("\n")).toContain("uploads_by_pair");
  });
});
