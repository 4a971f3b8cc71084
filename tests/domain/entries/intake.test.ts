import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { createEntry } from "#app/domain/entries/commands/create-entry.server.ts";
import { deleteEntry } from "#app/domain/entries/commands/delete-entry.server.ts";
import { recordConsents } from "#app/domain/entries/commands/record-consents.server.ts";
import { submitEntry } from "#app/domain/entries/commands/submit-entry.server.ts";
import { updateEntry } from "#app/domain/entries/commands/update-entry.server.ts";
import { withdrawEntry } from "#app/domain/entries/commands/withdraw-entry.server.ts";
import { findUnitEntry } from "#app/domain/entries/queries/for-unit.server.ts";
import { entryFileViewer, entryUploadPolicy } from "#app/domain/entries/uploads.server.ts";
import { freshDb } from "#tests/support/database.ts";
import { answersOf, as, attach, authorOf, deadline, draftOf, during, formOf, makeWorld, readyDraft, submitted, type World } from "./world.ts";

const fresh = freshDb();
let world: World;
beforeAll(async () => {
  world = await makeWorld(fresh.db);
});

const refusal = (kind: string, reason: string, params: object = {}) => ({ kind, reason, params });

describe("a draft", () => {
  it("counts for the invited unit above the school, under the names of today", async () => {
    const { entryId } = await createEntry(as(world, world.teacher), draftOf(world));
    const entry = await findUnitEntry(as(world, world.teacher), entryId);
    expect(entry).toMatchObject({
      state: "draft", version: 1, unitName: "Trường Tiểu học Tân Tiến", participantName: "Tân Tiến",
    });
    expect(entry.gaps.map(({ reason }) => reason)).toEqual(["too-few-authors", "file-missing-image"]);
  });

  it("is made once by two clicks", async () => {
    const draft = draftOf(world);
    const made = await Promise.all([1, 2].map(() => createEntry(as(world, world.teacher), draft)));
    expect(made).toEqual([{ entryId: draft.id }, { entryId: draft.id }]);
  });

  it("is for units of one's own, in contests they are invited to", async () => {
    const elsewhere = createEntry(as(world, world.stranger), draftOf(world));
    await expect(elsewhere).rejects.toMatchObject(refusal("not-found", "contest-not-found"));
    const unknown = createEntry(as(world, world.teacher), draftOf(world, { contestId: randomUUID() }));
    await expect(unknown).rejects.toMatchObject(refusal("not-found", "contest-not-found"));
  });

  it("is not seen by strangers, offices or judges, and is seen by the commune above", async () => {
    const { entryId } = await createEntry(as(world, world.teacher), draftOf(world));
    for (const who of [world.stranger, world.secretary, world.judge]) {
      await expect(findUnitEntry(as(world, who), entryId)).rejects.toMatchObject(refusal("not-found", "entry-not-found"));
      await expect(updateEntry(as(world, who), entryId, formOf(1))).rejects.toMatchObject({ kind: "not-found" });
      await expect(deleteEntry(as(world, who), entryId)).rejects.toMatchObject({ kind: "not-found" });
    }
    expect((await findUnitEntry(as(world, world.officer), entryId)).id).toBe(entryId);
  });

  it("works its division out from the class, and keeps authors, order and consents", async () => {
    const { entryId } = await createEntry(as(world, world.teacher), draftOf(world));
    const second = authorOf({ fullName: "Lý Thị Mảy", className: "6B", birth: { iso: "2014-01-01", precision: "year" } });
    await updateEntry(as(world, world.teacher), entryId, formOf(1, { authors: [authorOf(), second] }));
    const entry = await findUnitEntry(as(world, world.teacher), entryId);
    expect(entry.divisionName).toBe("Bảng B (lớp 6–9)");
    const answered = {
      takePart: true, statistics: true, publishWork: true, publishName: false, publishFace: true, sendUp: true, archive: false,
      waiting: [], method: "paper", guardianName: "", relation: "", assented: true, answered: true, departed: false, undecided: false,
    };
    expect(entry.authors.map(({ childId: _, ...author }) => author)).toEqual([
      {
        fullName: "Hoàng Thảo Vy", birthDate: "2016-02-14", birthPrecision: "day", sex: "female", className: "5A",
        ethnicity: null, ...answered,
      },
      {
        fullName: "Lý Thị Mảy", birthDate: "2014-01-01", birthPrecision: "year", sex: "female", className: "6B",
        ethnicity: null, ...answered,
      },
    ]);
  });

  it("keeps a child under a corrected name, and uses a child who is already there", async () => {
    const { entryId } = await createEntry(as(world, world.teacher), draftOf(world));
    const wrong = authorOf({ fullName: "Giàng Seo Do", birth: { iso: "2016-12-19", precision: "day" } });
    await updateEntry(as(world, world.teacher), entryId, formOf(1, { authors: [wrong] }));
    const before = (await findUnitEntry(as(world, world.teacher), entryId)).authors[0]!;
    const right = { ...wrong, childId: before.childId, fullName: "Giàng Seo Phử" };
    await updateEntry(as(world, world.teacher), entryId, formOf(2, { authors: [right] }));
    const after = (await findUnitEntry(as(world, world.teacher), entryId)).authors[0]!;
    expect([after.childId, after.fullName, after.takePart]).toEqual([before.childId, "Giàng Seo Phử", true]);
    const { entryId: next } = await createEntry(as(world, world.teacher), draftOf(world));
    const again = { ...right, childId: undefined, fullName: "Giàng  Seo Phử".normalize("NFD").normalize("NFC") };
    await updateEntry(as(world, world.teacher), next, formOf(1, { authors: [{ ...again, fullName: "GIÀNG SEO PHỬ" }] }));
    expect((await findUnitEntry(as(world, world.teacher), next)).authors[0]!.childId).toBe(before.childId);
    const twice = updateEntry(as(world, world.teacher), next, formOf(2, { authors: [right, right] }));
    await expect(twice).rejects.toMatchObject({ reason: "same-child-twice", field: "authors.1.fullName" });
  });

  it("refuses the second of two browsers and says who was first", async () => {
    const { entryId } = await createEntry(as(world, world.teacher), draftOf(world));
    await updateEntry(as(world, world.officer), entryId, formOf(1, { title: "Của xã" }));
    const late = updateEntry(as(world, world.teacher), entryId, formOf(1, { title: "Của trường" }));
    await expect(late).rejects.toMatchObject(refusal("conflict", "entry-changed-elsewhere", { by: "Lý A Sình" }));
    expect((await findUnitEntry(as(world, world.teacher), entryId)).title).toBe("Của xã");
  });

  it("may be improved after the deadline, though not begun or sent", async () => {
    const entryId = await readyDraft(world);
    const late = as(world, world.teacher, deadline);
    expect(await updateEntry(late, entryId, formOf(2))).toEqual({ version: 3 });
    await expect(createEntry(late, draftOf(world))).rejects.toMatchObject(refusal("closed", "intake-closed"));
  });

  it("is deleted by its unit", async () => {
    const entryId = await readyDraft(world);
    await deleteEntry(as(world, world.teacher), entryId);
    await expect(findUnitEntry(as(world, world.teacher), entryId)).rejects.toMatchObject({ kind: "not-found" });
  });
});

describe("sending", () => {
  it("gives the next code of the category, once for two clicks", async () => {
    const [first, second] = [await readyDraft(world), await readyDraft(world)];
    const one = await submitEntry(as(world, world.teacher), first);
    const twice = await Promise.all([1, 2].map(() => submitEntry(as(world, world.teacher), second)));
    expect(twice[0]).toEqual(twice[1]);
    const number = (code: string) => Number(code.slice("LN-TV-".length));
    expect(one.code).toMatch(/^LN-TV-\d{3}$/);
    expect(number(twice[0]!.code)).toBe(number(one.code) + 1);
    const kept = await world.db.selectFrom("round_entries").select("code").where("entry_id", "=", second).execute();
    expect(kept).toEqual([{ code: twice[0]!.code }]);
  });

  it("is refused at the deadline and not just before; the draft stays", async () => {
    const entryId = await readyDraft(world);
    const closed = submitEntry(as(world, world.teacher, deadline), entryId);
    await expect(closed).rejects.toMatchObject(refusal("closed", "intake-closed"));
    expect((await findUnitEntry(as(world, world.teacher), entryId)).state).toBe("draft");
    const just = new Date(deadline.getTime() - 1);
    expect((await submitEntry(as(world, world.teacher, just), entryId)).submittedAt).toEqual(just);
  });

  it("needs a file, the consent of every family, and a class of the contest", async () => {
    const { entryId } = await createEntry(as(world, world.teacher), draftOf(world));
    const save = (version: number, author: object) =>
      updateEntry(as(world, world.teacher), entryId, formOf(version, { authors: [authorOf(author)] }));
    const send = () => submitEntry(as(world, world.teacher), entryId);
    await save(1, { fullName: "Nông Văn Bình", className: "12A" });
    await expect(send()).rejects.toMatchObject({ kind: "invalid", reason: "outside-divisions" });
    await save(2, { fullName: "Nông Văn Bình", takePart: false, seen: ["take-part"] });
    await expect(send()).rejects.toMatchObject(
      refusal("invalid", "consent-to-take-part-missing", { fullName: "Nông Văn Bình" }),
    );
    await save(3, { fullName: "Nông Văn Bình" });
    await expect(send()).rejects.toMatchObject(refusal("invalid", "file-missing-image"));
  });

  it("ends editing, deleting and another file", async () => {
    const { entryId } = await submitted(world);
    const ctx = as(world, world.teacher);
    const done = refusal("conflict", "entry-already-submitted");
    await expect(updateEntry(ctx, entryId, formOf(2))).rejects.toMatchObject(done);
    await expect(deleteEntry(ctx, entryId)).rejects.toMatchObject(done);
    expect((await attach(world, entryId, world.teacher)).answer).toEqual({
      ok: false, reason: "entry-already-submitted", params: {},
    });
  });

  it("leaves the family its word on publishing", async () => {
    const { entryId } = await submitted(world);
    const ctx = as(world, world.teacher);
    const child = (await findUnitEntry(ctx, entryId)).authors[0]!;
    const answers = answersOf(child.childId, { publishName: true, method: "spoken", guardianName: "Mẹ Hoa" });
    expect(await recordConsents(ctx, world.contestId, answers)).toEqual({ changed: ["publish-name"] });
    expect(await recordConsents(ctx, world.contestId, answers)).toEqual({ changed: [] });
    const after = (await findUnitEntry(ctx, entryId)).authors[0]!;
    expect([after.takePart, after.publishName, after.publishWork]).toEqual([true, true, true]);
    await expect(recordConsents(as(world, world.secretary), world.contestId, answers)).rejects.toMatchObject({ kind: "forbidden" });
  });
});

describe("one child in several entries", () => {
  it("is what each entry says of it: another draft changes nothing in what was sent", async () => {
    const sent = authorOf({ fullName: "Lù Thị Say", className: "5A", sex: "female", ethnicity: "Phù Lá" });
    const { entryId } = await submitted(world, { form: { authors: [sent] } });
    const before = await findUnitEntry(as(world, world.teacher), entryId);
    const { entryId: next } = await createEntry(as(world, world.teacher), draftOf(world));
    const typed = { ...sent, fullName: "LÙ THỊ SAY", className: "6A", sex: "male", ethnicity: "" } as const;
    await updateEntry(as(world, world.teacher), next, formOf(1, { authors: [typed] }));
    const [other] = (await findUnitEntry(as(world, world.teacher), next)).authors;
    expect(other).toMatchObject({
      childId: before.authors[0]!.childId, fullName: "LÙ THỊ SAY", className: "6A", sex: "male", ethnicity: null,
    });
    expect((await findUnitEntry(as(world, world.teacher), entryId)).authors).toEqual(before.authors);
  });

  it("named by two forms at once in opposite order is saved by both", async () => {
    const pair = (round: number) => ["Tráng", "Vù"].map((family) => authorOf({ fullName: `${family} Seo Lần ${"ABCDEFGH"[round]!}` }));
    for (const round of [0, 1, 2, 3, 4, 5, 6, 7]) {
      const drafts = [draftOf(world), draftOf(world)];
      for (const draft of drafts) await createEntry(as(world, world.teacher), draft);
      // In every other round the children are there before.
      if (round % 2 === 1) {
        const { entryId } = await createEntry(as(world, world.teacher), draftOf(world));
        await updateEntry(as(world, world.teacher), entryId, formOf(1, { authors: pair(round) }));
      }
      const orders = [pair(round), pair(round).reverse()];
      const saved = drafts.map(({ id }, index) =>
        updateEntry(as(world, world.teacher), id, formOf(1, { authors: orders[index]! })),
      );
      expect(await Promise.all(saved)).toEqual([{ version: 2 }, { version: 2 }]);
    }
  });
});

describe("the file of a draft", () => {
  const askedToRemove = async (fileIds: string[]) => {
    const { rows } = await fresh.pool.query<{ fileId: string }>(
      "select data ->> 'fileId' as \"fileId\" from pgboss.job where name = 'files.remove-file' order by created_on",
    );
    return rows.map(({ fileId }) => fileId).filter((fileId) => fileIds.includes(fileId));
  };

  it("goes when another takes its place, and that one with the draft", async () => {
    const { entryId } = await createEntry(as(world, world.teacher), draftOf(world));
    const before = await attach(world, entryId, world.teacher);
    const after = await attach(world, entryId, world.teacher);
    const refused = await attach(world, entryId, world.teacher, { bytes: 10 ** 12 });
    const fileIds = [before, after, refused].map(({ fileId }) => fileId);
    expect(await askedToRemove(fileIds)).toEqual([before.fileId]);
    await deleteEntry(as(world, world.teacher), entryId);
    expect(await askedToRemove(fileIds)).toEqual([before.fileId, after.fileId]);
  });
});

describe("withdrawing", () => {
  it("takes a reason, until the deadline, and once", async () => {
    const { entryId } = await submitted(world);
    const late = withdrawEntry(as(world, world.teacher, deadline), entryId, "Gia đình không đồng ý");
    await expect(late).rejects.toMatchObject(refusal("closed", "withdrawal-closed"));
    const first = await withdrawEntry(as(world, world.teacher), entryId, "Gia đình không đồng ý");
    const later = as(world, world.teacher, new Date(during.getTime() + 60_000));
    expect(await withdrawEntry(later, entryId, "Lý do khác")).toEqual(first);
    const entry = await findUnitEntry(as(world, world.teacher), entryId);
    expect([entry.state, entry.withdrawal]).toEqual(["withdrawn", { reason: "Gia đình không đồng ý", at: during }]);
    await expect(submitEntry(later, entryId)).rejects.toMatchObject(refusal("conflict", "entry-already-withdrawn"));
  });

  it("is for sent entries", async () => {
    const { entryId } = await createEntry(as(world, world.teacher), draftOf(world));
    const draft = withdrawEntry(as(world, world.teacher), entryId, "Thôi");
    await expect(draft).rejects.toMatchObject(refusal("conflict", "entry-not-submitted"));
  });
});

describe("a file", () => {
  const begin = (who: unknown, entryId: unknown, bytes = 1000) =>
    entryUploadPolicy.begin(
      { db: world.db, actor: who, now: during },
      { input: { entryId }, file: { name: "a.jpg", bytes, declaredType: "image/jpeg" } },
    );

  it("may be sent by whoever may change the draft, up to the category's size", async () => {
    const { entryId } = await createEntry(as(world, world.teacher), draftOf(world));
    expect(await begin(world.teacher, entryId)).toEqual({
      ok: true, ownerId: world.teacher.personId, purpose: { entryId, role: "work", pair: null, cutFrom: null, ifEmpty: false }, medium: "image", maxBytes: 30_000_000,
    });
    const unseen = { ok: false, reason: "entry-not-found", params: {} };
    expect(await Promise.all([begin(world.stranger, entryId), begin(null, entryId), begin(world.teacher, "x")])).toEqual([
      unseen, unseen, unseen,
    ]);
    expect(await begin(world.teacher, entryId, 30_000_001)).toEqual({
      ok: false, reason: "file-too-big", params: { bytes: 30_000_001, maxBytes: 30_000_000 },
    });
  });

  it("that breaks the rules is refused and the one before stays", async () => {
    const { entryId } = await createEntry(as(world, world.teacher), draftOf(world, { categoryId: world.clips }));
    const clip = { medium: "video", mime: "video/mp4" } as const;
    const good = await attach(world, entryId, world.teacher, { ...clip, durationMs: 180_000 });
    const short = await attach(world, entryId, world.teacher, { ...clip, durationMs: 179_000 });
    expect([good.answer, short.answer]).toEqual([
      { ok: true },
      {
        ok: false, reason: "video-too-short",
        params: { durationMs: 179_000, minDurationMs: 180_000, maxDurationMs: 600_000 },
      },
    ]);
    expect((await findUnitEntry(as(world, world.teacher), entryId)).file?.id).toBe(good.fileId);
  });

  it("is shown to its units and to the office of its round once sent, to nobody else", async () => {
    const entryId = await readyDraft(world);
    const fileId = (await findUnitEntry(as(world, world.teacher), entryId)).file!.id;
    const who = [world.teacher, world.officer, world.stranger, world.secretary, world.elsewhere, world.judge, null];
    const seen = () =>
      Promise.all(who.map((actor) => entryFileViewer({ db: world.db, actor, now: during }, { fileId, variant: "800" })));
    expect(await seen()).toEqual([true, true, false, false, false, false, false]);
    await submitEntry(as(world, world.teacher), entryId);
    expect(await seen()).toEqual([true, true, false, true, false, false, false]);
  });
});
