import { beforeAll, describe, expect, it } from "vitest";
import { createEntry } from "#app/domain/entries/commands/create-entry.server.ts";
import { deleteEntry } from "#app/domain/entries/commands/delete-entry.server.ts";
import { explainOnBehalf } from "#app/domain/entries/commands/explain-on-behalf.server.ts";
import { submitEntry } from "#app/domain/entries/commands/submit-entry.server.ts";
import { updateEntry } from "#app/domain/entries/commands/update-entry.server.ts";
import { findRoundEntry } from "#app/domain/entries/queries/for-office.server.ts";
import { findUnitEntry } from "#app/domain/entries/queries/for-unit.server.ts";
import { listScreening } from "#app/domain/entries/queries/screening.server.ts";
import { entryFileViewer, entryUploadPolicy } from "#app/domain/entries/uploads.server.ts";
import type { Actor } from "#app/domain/people/actor.ts";
import { freshDb } from "#tests/support/database.ts";
import { refusalOf } from "#tests/support/organisation.ts";
import { as, attach, authorOf, deadline, draftOf, formOf, makeWorld, move, type World } from "./world.ts";

const fresh = freshDb();
let world: World;
beforeAll(async () => {
  world = await makeWorld(fresh.db);
});

const late = new Date(deadline.getTime() + 3 * 86_400_000);
const why = { reason: "Bưu phẩm đến muộn vì lũ quét", postmarkedOn: null };
let children = 0;
const letters = "abcdefghij";
const childName = () => `Em ${letters[Math.floor(++children / 10)]}${letters[children % 10]}`;

/** A complete draft entered by an office person for the school. */
async function behalfDraft(who: Actor, now?: Date, behalf?: typeof why) {
  const { entryId } = await createEntry(as(world, who, now), draftOf(world), behalf);
  await updateEntry(as(world, who, now), entryId, formOf(1, { authors: [authorOf({ fullName: childName() })] }));
  const { fileId } = await attach(world, entryId, who);
  return { entryId, fileId };
}

const begin = (who: Actor, entryId: string) =>
  entryUploadPolicy.begin(
    { db: world.db, actor: who, now: late },
    { input: { entryId }, file: { name: "tranh.jpg", bytes: 1000, declaredType: "image/jpeg" } },
  );

describe("an entry on behalf of a unit", () => {
  it("is entered by the office of the first round, and says so to both", async () => {
    const { entryId, fileId } = await behalfDraft(world.secretary);
    const seen = await findUnitEntry(as(world, world.teacher), entryId);
    expect(seen.onBehalf).toMatchObject({ officeUnitId: world.district, office: "Bảo Yên", by: "Trần Văn Thư", reason: "" });
    for (const actor of [world.secretary, world.teacher]) {
      expect(await entryFileViewer({ db: world.db, actor, now: late }, { fileId, variant: "320" })).toBe(true);
    }
    const { roundEntryId } = await submitEntry(as(world, world.secretary), entryId);
    expect((await findRoundEntry(as(world, world.secretary), world.roundId, roundEntryId)).onBehalf).toEqual(seen.onBehalf);
  });

  it("is nothing for other offices, judges and strangers", async () => {
    const { entryId } = await behalfDraft(world.secretary);
    for (const who of [world.elsewhere, world.judge, world.stranger]) {
      expect(await refusalOf(createEntry(as(world, who), draftOf(world)))).toBe("not-found: contest-not-found");
      expect(await refusalOf(findUnitEntry(as(world, who), entryId))).toBe("not-found: entry-not-found");
      expect(await refusalOf(submitEntry(as(world, who), entryId))).toBe("not-found: entry-not-found");
      expect(await refusalOf(explainOnBehalf(as(world, who), entryId, why))).toBe("not-found: entry-not-found");
      expect(await begin(who, entryId)).toMatchObject({ ok: false, reason: "entry-not-found" });
    }
    expect(await refusalOf(explainOnBehalf(as(world, world.teacher), entryId, why))).toBe("forbidden: not-allowed");
  });

  it("is not a way into drafts that a unit keeps for itself", async () => {
    const { entryId } = await createEntry(as(world, world.teacher), draftOf(world));
    expect(await refusalOf(updateEntry(as(world, world.secretary), entryId, formOf(1)))).toBe("not-found: entry-not-found");
    expect(await begin(world.secretary, entryId)).toMatchObject({ ok: false, reason: "entry-not-found" });
  });

  it("is sent or deleted by the unit as well, while intake is open", async () => {
    const [sent, gone] = [await behalfDraft(world.secretary), await behalfDraft(world.secretary)];
    expect((await submitEntry(as(world, world.teacher), sent.entryId)).code).toMatch(/^LN-TV-\d{3}$/);
    await deleteEntry(as(world, world.secretary), gone.entryId);
    expect(await refusalOf(findUnitEntry(as(world, world.teacher), gone.entryId))).toBe("not-found: entry-not-found");
  });
});

describe("after the deadline", () => {
  it("an office enters with a reason alone, a unit not at all", async () => {
    const bare = createEntry(as(world, world.secretary, deadline), draftOf(world));
    expect(await refusalOf(bare)).toBe("invalid: late-reason-empty");
    const { entryId } = await behalfDraft(world.secretary, late, why);
    expect(await refusalOf(submitEntry(as(world, world.teacher, late), entryId))).toBe("closed: intake-closed");
    const { roundEntryId } = await submitEntry(as(world, world.secretary, late), entryId);
    const desk = await listScreening(as(world, world.secretary, late), world.roundId);
    const item = desk.items.find(({ id }) => id === roundEntryId)!;
    expect(item.findings.filter(({ rule }) => rule === "submitted-late")).toEqual([
      { rule: "submitted-late", severity: "warn", params: { minutes: 3 * 24 * 60 } },
    ]);
  });

  it("a draft begun in time needs a reason before it is sent, or a postmark that was in time", async () => {
    const { entryId } = await behalfDraft(world.secretary);
    const send = () => submitEntry(as(world, world.secretary, late), entryId);
    const stamped = (postmarkedOn: string) =>
      explainOnBehalf(as(world, world.secretary, late), entryId, { reason: "", postmarkedOn });
    expect(await refusalOf(send())).toBe("invalid: late-reason-empty");
    await stamped("2026-09-01");
    expect(await refusalOf(send())).toBe("invalid: late-reason-empty");
    expect(await refusalOf(stamped("2026-09-04"))).toBe("invalid: postmark-in-the-future");
    await stamped("2026-08-31");
    const { roundEntryId } = await send();
    const { items } = await listScreening(as(world, world.secretary, late), world.roundId);
    expect(items.find(({ id }) => id === roundEntryId)!.findings.map(({ rule }) => rule)).not.toContain("submitted-late");
  });

  it("goes on while works are screened and judged, and ends when awards are decided", async () => {
    await move(world.db, world.roundId, "open", "screening");
    const { entryId } = await behalfDraft(world.secretary, late, why);
    await move(world.db, world.roundId, "screening", "judging");
    await submitEntry(as(world, world.secretary, late), entryId);
    await move(world.db, world.roundId, "judging", "decision");
    expect(await refusalOf(createEntry(as(world, world.secretary, late), draftOf(world), why))).toBe("closed: round-decided");
  });

  it("keeps the reason of what was sent late", async () => {
    const { entryId } = (await world.db.selectFrom("entries_on_behalf as ob")
      .innerJoin("entry_submissions as s", "s.entry_id", "ob.entry_id")
      .where("ob.reason", "<>", "").select("ob.entry_id as entryId").executeTakeFirstOrThrow());
    const empty = explainOnBehalf(as(world, world.secretary, late), entryId, { reason: "", postmarkedOn: null });
    expect(await refusalOf(empty)).toBe("invalid: reason-empty");
  });
});
