import { beforeAll, describe, expect, it } from "vitest";
import { createEntry } from "#app/domain/entries/commands/create-entry.server.ts";
import { updateEntry } from "#app/domain/entries/commands/update-entry.server.ts";
import { removeConsentProof } from "#app/domain/entries/commands/remove-consent-proof.server.ts";
import { forgetProofs } from "#app/domain/entries/consent-proofs-job.server.ts";
import { proofUploadPolicy, proofViewer } from "#app/domain/entries/consent-proofs.server.ts";
import type { JobTools } from "#app/domain/jobs/define.server.ts";
import type { SheetState } from "#app/routes/unit.contests.$slug.consents/route.tsx";
import * as sheet from "#app/routes/unit.contests.$slug.consents/route.tsx";
import * as forms from "#app/routes/unit.contests.$slug.consents_.forms[.]pdf.ts";
import { as, authorOf, draftOf, during, formOf, makeWorld, storedFile, type World } from "#tests/domain/entries/world.ts";
import { testClock } from "#tests/support/clock.ts";
import { countQueries, freshDb } from "#tests/support/database.ts";
import { refusalOf } from "#tests/support/organisation.ts";
import { testRuntime } from "#tests/support/runtime.ts";
import { signIn, visit, type Visitor } from "./visit.ts";

const fresh = freshDb();
testRuntime(fresh, testClock(during));
let world: World;
let teacher: Visitor;
let stranger: Visitor;
let slug: string;

const given = ["An", "Bình", "Chi", "Dung", "Giang", "Hà", "Hoa", "Khánh", "Lan", "Mai"];
const bare = { takePart: false, statistics: false, publishWork: false, publishFace: false, sendUp: false, assented: false };

/** Drafts of ten children each, nobody's family heard. */
async function addClass(className: string, families: readonly string[]): Promise<void> {
  for (const family of families) {
    const { entryId } = await createEntry(as(world, world.teacher), draftOf(world));
    const authors = given.map((name) => authorOf({ ...bare, fullName: `${family} Thị ${name}`, className }));
    await updateEntry(as(world, world.teacher), entryId, formOf(1, { authors }));
  }
}

beforeAll(async () => {
  world = await makeWorld(fresh.db);
  teacher = await signIn(fresh.db, world.teacher, during);
  stranger = await signIn(fresh.db, world.stranger, during);
  ({ slug } = await fresh.db.selectFrom("contests").select("slug").executeTakeFirstOrThrow());
  await addClass("4A", ["Lò", "Hoàng", "Nông"]);
});

const at = () => `/unit/contests/${slug}/consents`;
const open = (who = teacher, query = "") => sheet.loader(visit(who, at() + query, { params: { slug } }));
const send = (form: Record<string, string>, who = teacher) => sheet.action(visit(who, at(), { params: { slug }, form }));
const standing = async () => {
  const { n } = await fresh.db.selectFrom("standing_consents").select((eb) => eb.fn.countAll<number>().as("n"))
    .where("purpose", "=", "take-part").executeTakeFirstOrThrow();
  return n;
};

describe("a stack of thirty forms", () => {
  it("is one page, by class and name, in as many statements as three", async () => {
    const { result, count } = await countQueries(fresh.db, () => open());
    expect([result.page.rows.length, result.page.lacking, result.page.total, result.page.next]).toEqual([30, 30, 30, null]);
    expect(result.page.rows.slice(0, 2).map(({ fullName }) => fullName)).toEqual(["Hoàng Thị An", "Hoàng Thị Bình"]);
    expect(count).toBeLessThanOrEqual(8);
  });

  it("is saved row by row: the bad ones keep what was typed, the others are there", async () => {
    const { page: before } = await open();
    const form: Record<string, string> = { method: "paper", givenOn: "19/08/2026", proofId: "" };
    for (const [row, { childId }] of before.rows.entries()) {
      form[`rows.${row}.childId`] = childId;
      if (row === 29) continue;
      Object.assign(form, { [`rows.${row}.takePart`]: "yes", [`rows.${row}.assented`]: "yes", [`rows.${row}.guardianName`]: "Lò Văn Pú" });
    }
    form["rows.3.givenOn"] = "31/02/2026";
    form["rows.5.givenOn"] = "21/08/2026";
    delete form["rows.7.takePart"];
    form["rows.9.childId"] = world.school;
    const answer = (await send(form)) as unknown as { data: SheetState; init: { status: number } };
    expect([answer.init.status, answer.data.saved]).toEqual([422, 25]);
    expect(answer.data.errors).toEqual({
      "rows.3.givenOn": "Ngày này không đúng. Mời ghi đủ ngày/tháng/năm, ví dụ 05/09/2026.",
      "rows.5.givenOn": "Ngày này chưa tới. Mời ghi ngày gia đình trả lời.",
      "rows.7.takePart": "Chưa đánh dấu mục nào mà gia đình đồng ý.",
      "rows.9.": "Không thấy em này trong bài của đơn vị.",
    });
    expect([answer.data.values["rows.3.guardianName"], answer.data.values["rows.3.givenOn"], answer.data.values["rows.4.childId"]])
      .toEqual(["Lò Văn Pú", "31/02/2026", undefined]);
    expect([await standing(), (await open()).page.lacking]).toEqual([25, 5]);
  });

  it("typed on two machines at once is on record once", async () => {
    const { page: { rows } } = await open();
    const form: Record<string, string> = { method: "paper", givenOn: "19/08/2026" };
    for (const [row, { childId }] of rows.entries()) {
      Object.assign(form, { [`rows.${row}.childId`]: childId, [`rows.${row}.takePart`]: "yes", [`rows.${row}.assented`]: "yes" });
    }
    const answers = (await Promise.all([send(form), send(form)])) as Response[];
    expect(answers.map(({ status }) => status)).toEqual([302, 302]);
    expect([await standing(), (await open()).page.rows]).toEqual([30, []]);
    const { n } = await fresh.db.selectFrom("consents").select((eb) => eb.fn.countAll<number>().as("n")).executeTakeFirstOrThrow();
    expect(n).toBe(30);
  });

  it("turns pages without losing or repeating a child, and finds the one whose form is in the hand", async () => {
    await addClass("5B", ["Vàng", "Sùng"]);
    const first = (await open(teacher, "?view=all")).page;
    const second = (await open(teacher, `?view=all&after=${first.next}`)).page;
    const ids = [...first.rows, ...second.rows].map(({ childId }) => childId);
    expect([ids.length, new Set(ids).size, second.next, first.total]).toEqual([50, 50, null, 50]);
    const wanted = second.rows[4]!;
    const found = (await open(teacher, `?code=${wanted.code.toLowerCase()}`)).page.rows;
    expect(found.map(({ childId }) => childId)).toEqual([wanted.childId]);
    expect((await open(teacher, "?code=khong-co")).page.rows).toEqual([]);
  });

  it("shows another unit nothing of it", async () => {
    expect((await open(stranger)).page.rows).toEqual([]);
    const { page } = await open(teacher, "?view=all");
    const form = { "rows.0.childId": page.rows[0]!.childId, "rows.0.archive": "yes", "rows.0.assented": "yes", givenOn: "19/08/2026", method: "paper" };
    const answer = (await send(form, stranger)) as unknown as { data: SheetState };
    expect([answer.data.saved, Object.keys(answer.data.errors)]).toEqual([0, ["rows.0."]]);
  });

  it("is printed for the same children", async () => {
    const answer = await forms.loader(visit(teacher, `${at()}/forms.pdf`, { params: { slug } }));
    expect([answer.headers.get("Content-Type"), answer.headers.get("Cache-Control")]).toEqual(["application/pdf", "private, no-store"]);
    expect(Buffer.from(await answer.arrayBuffer()).subarray(0, 5).toString()).toBe("%PDF-");
  });
});

describe("a picture of signed forms", () => {
  it("serves several children, is seen by the unit and the office, and by no judge, stranger or passer-by", async () => {
    const offered = { name: "IMG_1.jpg", bytes: 1000, declaredType: "image/jpeg" };
    const ask = { input: { contestId: world.contestId }, file: offered };
    const grant = await proofUploadPolicy.begin({ db: fresh.db, actor: world.teacher, now: during }, ask);
    expect(grant).toMatchObject({ ok: true, medium: "image", purpose: { contestId: world.contestId, unitId: world.school } });
    for (const actor of [null, world.secretary, world.judge]) {
      expect(await proofUploadPolicy.begin({ db: fresh.db, actor, now: during }, ask)).toMatchObject({ ok: false });
    }
    const file = await storedFile(fresh.db);
    const received = { ownerId: world.teacher.personId, purpose: { contestId: world.contestId, unitId: world.school }, file, uploadedName: "IMG_1.jpg" };
    await fresh.db.transaction().execute((trx) => proofUploadPolicy.complete({ db: trx, now: during }, received));
    const { proofs, page } = await open(teacher, "?view=all");
    expect(proofs.map(({ fileId }) => fileId)).toEqual([file.id]);
    const sees = (actor: unknown) => proofViewer({ db: fresh.db, actor, now: during }, { fileId: file.id, variant: "320" });
    const seen = await Promise.all([world.teacher, world.officer, world.secretary, world.elsewhere, world.judge, world.stranger, null].map(sees));
    expect(seen).toEqual([true, true, true, false, false, false, false]);
    const form: Record<string, string> = { method: "paper", givenOn: "19/08/2026", proofId: proofs[0]!.id };
    for (const row of [0, 1]) {
      Object.assign(form, { [`rows.${row}.childId`]: page.rows[row]!.childId, [`rows.${row}.archive`]: "yes", [`rows.${row}.assented`]: "yes" });
    }
    expect(((await send(form)) as Response).status).toBe(302);
    const rows = await fresh.db.selectFrom("consents").select("proof_id").where("purpose", "=", "archive").execute();
    expect(rows).toEqual([{ proof_id: proofs[0]!.id }, { proof_id: proofs[0]!.id }]);
  });

  it("is a later round's only where a child's work was sent up", async () => {
    const { id: proofId, fileId } = (await open(teacher, "?view=all")).proofs[0]!;
    const province = as(world, world.elsewhere);
    const sees = () => proofViewer({ db: fresh.db, actor: world.elsewhere, now: during }, { fileId, variant: "320" });
    const { id: next } = await fresh.db.insertInto("rounds").values({
      contest_id: world.contestId, ordinal: 2, name: "Vòng tỉnh", unit_id: world.other, unit_name: "Tỉnh Lào Cai", code_prefix: "LT", aggregation: "mean",
    }).returning("id").executeTakeFirstOrThrow();
    expect([province.actor.appointments.map(({ unitId }) => unitId), await sees()]).toEqual([[world.other], false]);
    const { entry_id: entryId } = await fresh.db.selectFrom("consents as k").innerJoin("entry_authors as a", "a.child_id", "k.child_id")
      .innerJoin("entries as e", "e.id", "a.entry_id").where("k.proof_id", "=", proofId).select("a.entry_id").executeTakeFirstOrThrow();
    await fresh.db.insertInto("round_entries").values({
      round_id: next, entry_id: entryId, category_id: world.drawings, code: "LT-TV-001", source_round_id: world.roundId, entered_at: during, entered_by: world.secretary.personId,
    }).execute();
    expect(await sees()).toBe(true);
  });

  it("that no answer rests on can be dropped by its unit, once", async () => {
    const file = await storedFile(fresh.db);
    const received = { ownerId: world.teacher.personId, purpose: { contestId: world.contestId, unitId: world.school }, file, uploadedName: "IMG_2.jpg" };
    await fresh.db.transaction().execute((trx) => proofUploadPolicy.complete({ db: trx, now: during }, received));
    const [wrong, right] = (await open(teacher, "?view=all")).proofs.sort((a, b) => Number(a.used) - Number(b.used));
    expect([wrong!.fileId, wrong!.used, right!.used]).toEqual([file.id, false, true]);
    const drop = (proofId: string, who = world.teacher) => removeConsentProof(as(world, who), world.contestId, proofId);
    expect(await refusalOf(drop(right!.id))).toBe("conflict: proof-in-use");
    expect(await drop(wrong!.id, world.stranger)).toEqual({ removed: false });
    expect([await drop(wrong!.id), await drop(wrong!.id)]).toEqual([{ removed: true }, { removed: false }]);
    expect((await open(teacher, "?view=all")).proofs.map(({ id }) => id)).toEqual([right!.id]);
  });

  it("that no answer rests on is forgotten after thirty days, and no other", async () => {
    const file = await storedFile(fresh.db);
    const received = { ownerId: world.teacher.personId, purpose: { contestId: world.contestId, unitId: world.school }, file, uploadedName: "IMG_3.jpg" };
    await fresh.db.transaction().execute((trx) => proofUploadPolicy.complete({ db: trx, now: during }, received));
    const left = async () => (await open(teacher, "?view=all")).proofs.map(({ used }) => used).sort();
    const onDay = (days: number) =>
      forgetProofs.run({ db: fresh.db, clock: () => new Date(during.getTime() + days * 86_400_000) } as JobTools, {});
    await onDay(29);
    expect(await left()).toEqual([false, true]);
    await onDay(31);
    expect(await left()).toEqual([true]);
    const event = await fresh.db.selectFrom("audit_events").select(["actor_name", "detail"]).where("action", "=", "remove-consent-proof").orderBy("seq", "desc").limit(1).executeTakeFirstOrThrow();
    expect(event).toEqual({ actor_name: "clock", detail: { fileId: file.id, unused: true } });
  });
});
