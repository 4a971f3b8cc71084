import { beforeAll, describe, expect, it } from "vitest";
import { forwardNominees } from "#app/domain/forwarding/commands/forward-nominees.server.ts";
import { blockedBy } from "#app/domain/entries/consent.ts";
import { purposes, type Purpose } from "#app/domain/entries/states.ts";
import { mayView } from "#app/domain/files/viewers.server.ts";
import { listAwardedWorks, listGallery, registerPublicWorks } from "#app/domain/gallery/public-works.server.ts";
import { makeContest, putInPhase, type TestContest } from "#tests/support/builders/contest.ts";
import { addEntry, consent, type MadeEntry } from "#tests/support/builders/entries.ts";
import { freshDb } from "#tests/support/database.ts";

const now = new Date("2023-09-09T03:00:00Z");
const fresh = freshDb();
let contest: TestContest;
let works: { drawing: MadeEntry; clip: MadeEntry };

/** Two works of two children each, both awarded and nominated in a published round, every family agreeing to all. */
beforeAll(async () => {
  registerPublicWorks();
  contest = await makeContest(fresh.db, now, ["Nghĩa Đô"]);
  works = { drawing: await add("TV"), clip: await add("VC") };
  const { roundId: round_id, organiser } = contest.district;
  for (const [code, { roundEntryId }] of [["TV", works.drawing], ["VC", works.clip]] as const) {
    const category_id = contest.categories[code].id;
    const tier = await fresh.db.selectFrom("tiers").select("id").where("round_id", "=", round_id).where("category_id", "=", category_id)
      .orderBy("position").executeTakeFirstOrThrow();
    const chosen = { round_id, category_id, round_entry_id: roundEntryId, proposed: true, chosen_at: now, chosen_by: organiser.actor.personId };
    await fresh.db.insertInto("award_choices").values({ ...chosen, tier_id: tier.id }).execute();
    await fresh.db.insertInto("nomination_choices").values(chosen).execute();
  }
  await fresh.db.insertInto("publications")
    .values({ round_id, published_at: now, published_by: organiser.actor.personId, results: JSON.stringify({}) }).execute();
  await putInPhase(fresh.db, round_id, "published", now);
  await putInPhase(fresh.db, contest.province.roundId, "open", now);
});

async function add(category: "TV" | "VC"): Promise<MadeEntry> {
  const authors = ["Hoàng Thị Mẩy", "Lò Văn Sơn"].map((name) => ({ name: `${name} ${category}`, birthYear: 2012, className: "5A" }));
  const entry = await addEntry(contest, { code: `LN-${category}-001`, category, commune: "Nghĩa Đô", authors, accepted: true }, now);
  for (const purpose of purposes.filter((each) => each !== "take-part" && each !== "send-up")) await consent(contest, entry.childIds, purpose, now);
  return entry;
}

/** What is held back of a work, asked of the very queries that the pages use. */
async function heldBack(entry: MadeEntry): Promise<string[]> {
  const awarded = (await listAwardedWorks(fresh.db, contest.slug, 1)).find(({ entryId }) => entryId === entry.entryId)!;
  const shown = (await listGallery(fresh.db, contest.slug)).some(({ entryId }) => entryId === entry.entryId);
  const variant = entry === works.clip ? "480p" : "800";
  const served = await mayView({ db: fresh.db, actor: null, now }, { fileId: entry.fileId, variant });
  expect([awarded.picture !== null, served]).toEqual([shown, shown]);
  return [...(shown ? [] : ["show-work"]), ...(awarded.authors ? [] : ["show-name"])];
}

/** Takes one family's consent away for the time of `work`. */
async function without<T>(entry: MadeEntry, purpose: Purpose, work: () => Promise<T>): Promise<T> {
  const row = () => fresh.db.updateTable("consents").where("child_id", "=", entry.childIds[1]!).where("purpose", "=", purpose);
  await row().set({ withdrawn_at: now, withdrawn_by: contest.district.organiser.actor.personId }).execute();
  try {
    return await work();
  } finally {
    await row().set({ withdrawn_at: null, withdrawn_by: null }).execute();
  }
}

describe("one family of two that does not agree", () => {
  it.each(purposes)("to %s holds back exactly what the rule says, of drawings and of clips", async (purpose) => {
    for (const [medium, entry] of [["image", works.drawing], ["video", works.clip]] as const) {
      const agreed = purposes.filter((each) => each !== purpose);
      const public_ = blockedBy(agreed, medium).filter((act) => act.startsWith("show"));
      expect(await without(entry, purpose, () => heldBack(entry)), medium).toEqual(public_);
    }
  });

  it("holds back nothing when all agree", async () => {
    expect([await heldBack(works.drawing), await heldBack(works.clip)]).toEqual([[], []]);
  });

  it("to sending up stops the departure, which names the works; then all go", async () => {
    const send = () => forwardNominees(contest.district.organiser, contest.district.roundId);
    await without(works.clip, "send-up", () =>
      without(works.drawing, "send-up", () =>
        expect(send()).rejects.toMatchObject({
          kind: "conflict", reason: "nominees-without-consent", params: { count: 2, codes: "LN-TV-001, LN-VC-001" },
        })));
    expect(await without(works.clip, "publish-face", send)).toMatchObject({ entries: 2, already: false });
  });
});
