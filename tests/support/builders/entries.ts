import type { Purpose } from "#app/domain/entries/states.ts";
import { vnDayOf } from "#app/platform/dates.ts";
import { fold } from "#app/platform/vietnamese.ts";
import type { TestContest } from "./contest.ts";

export type EntrySeed = {
  code: string;
  category: "TV" | "VC";
  title?: string;
  statement?: string;
  commune: string;
  school?: string;
  division?: string;
  authors: { name: string; birthYear: number; className: string }[];
  mentor?: string;
  accepted: boolean;
};

export type MadeEntry = { entryId: string; roundEntryId: string; fileId: string; childIds: string[] };

let made = 0;

/** An entry sent to the first round and screened, with a stored picture or clip and what sending it needs, by rows alone. */
export async function addEntry(contest: TestContest, seed: EntrySeed, now: Date): Promise<MadeEntry> {
  const { db, contestId } = contest;
  const by = contest.district.organiser.actor.personId;
  const communeId = contest.communes.get(seed.commune)!;
  const unitId = seed.school ? await schoolOf(contest, seed.school, communeId) : communeId;
  const category = contest.categories[seed.category];
  const fileId = await addFile(contest, seed.category, now);
  const { id: entryId } = await db
    .insertInto("entries")
    .values({
      contest_id: contestId, category_id: category.id, unit_id: unitId, participant_id: communeId,
      unit_name: seed.school ?? seed.commune, participant_name: seed.commune,
      division_id: category.divisions.get(seed.division ?? "A") ?? null, title: seed.title ?? `Bài ${seed.code}`,
      statement: seed.statement ?? "", mentor_name: seed.mentor ?? "", file_id: fileId, search: fold(seed.code),
      created_at: now, created_by: by, updated_at: now,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  const childIds: string[] = [];
  for (const [index, author] of seed.authors.entries()) {
    childIds.push(await addAuthor(contest, { entryId, unitId, position: index + 1 }, author, now));
  }
  for (const purpose of ["take-part", "send-up"] as const) await consent(contest, childIds, purpose, now);
  await db.insertInto("entry_submissions").values({ entry_id: entryId, submitted_at: now, submitted_by: by }).execute();
  const { id: roundEntryId } = await db
    .insertInto("round_entries")
    .values({
      round_id: contest.district.roundId, entry_id: entryId, category_id: category.id, code: seed.code,
      entered_at: now, entered_by: by,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await screenRow(contest, roundEntryId, seed.accepted, now);
  return { entryId, roundEntryId, fileId, childIds };
}

/** The standing verdict of screening for an entry of a round. */
export async function screenRow({ db, district }: TestContest, roundEntryId: string, accepted: boolean, now: Date) {
  await db
    .insertInto("screenings")
    .values({
      round_entry_id: roundEntryId, decided_at: now, decided_by: district.organiser.actor.personId,
      ...(accepted ? { verdict: "accepted" } : { verdict: "rejected", rule: "other", note: "Sai khổ giấy" }),
    })
    .execute();
}

async function schoolOf({ db }: TestContest, name: string, parentId: string): Promise<string> {
  const known = await db.selectFrom("units").select("id").where("name", "=", name).executeTakeFirst();
  if (known) return known.id;
  const { id } = await db
    .insertInto("units")
    .values({ kind: "school", name, parent_id: parentId, search: fold(name), sort_key: name, created_at: new Date(0) })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

async function addFile({ db, district }: TestContest, category: "TV" | "VC", now: Date): Promise<string> {
  const key = String(++made).padStart(32, "0");
  const image = category === "TV";
  const { id } = await db
    .insertInto("stored_files")
    .values({
      medium: image ? "image" : "video", storage_key: key, mime: image ? "image/jpeg" : "video/mp4", bytes: 1_000,
      sha256: key, width: 1_600, height: 1_200, duration_ms: image ? null : 200_000, created_at: now,
      created_by: district.organiser.actor.personId,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  const variants = image ? ["320", "800", "1600"] : ["poster", "480p"];
  await db
    .insertInto("file_renditions")
    .values(
      variants.map((variant) => ({
        file_id: id, variant, storage_key: `${variant}-${key}`, mime: "image/webp", bytes: 10, width: 320, height: 240,
      })),
    )
    .execute();
  return id;
}

async function addAuthor(
  { db, district }: TestContest,
  at: { entryId: string; unitId: string; position: number },
  author: EntrySeed["authors"][number],
  now: Date,
): Promise<string> {
  const { id } = await db
    .insertInto("children")
    .values({
      unit_id: at.unitId, search: `${fold(author.name)} ${++made}`, birth_year: author.birthYear,
      created_at: now, created_by: district.organiser.actor.personId,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await db
    .insertInto("entry_authors")
    .values({
      entry_id: at.entryId, child_id: id, position: at.position, full_name: author.name, sex: "undisclosed",
      class_name: author.className,
    })
    .execute();
  return id;
}

/** A standing consent of each child's family and of the child, given long after the seventh birthday. */
export async function consent(
  { db, contestId, district }: TestContest,
  childIds: readonly string[],
  purpose: Purpose,
  now: Date,
): Promise<void> {
  const recorded_by = district.organiser.actor.personId;
  const rows = childIds.map((child_id) => ({
    contest_id: contestId, child_id, purpose, method: "paper", assented: true, given_on: vnDayOf(now), recorded_at: now, recorded_by,
  }));
  await db.insertInto("consents").values(rows).execute();
}
