import { sql } from "kysely";
import { mayShowName, mayShowWork } from "#app/domain/entries/consent-facts.server.ts";
import { thumbJson, type ThumbView } from "#app/domain/entries/facts.server.ts";
import { registerFileViewer } from "#app/domain/files/viewers.server.ts";
import { isId } from "#app/domain/entries/visibility.server.ts";
import type { Database } from "#db/client.ts";

/**
 * Entries with a prize in a published round: the only ones the public hears of one by one. Titles and prizes are
 * always told; names and pictures only where all the authors' families agreed and nobody has taken it back
 * (Luật 91/2025/QH15, Art. 24).
 */
const awarded = (db: Database) =>
  db
    .selectFrom("award_choices as ac")
    .innerJoin("publications as p", "p.round_id", "ac.round_id")
    .innerJoin("round_entries as re", "re.id", "ac.round_entry_id")
    .innerJoin("entries as e", "e.id", "re.entry_id")
    .innerJoin("tiers as t", "t.id", "ac.tier_id")
    .innerJoin("rounds as r", "r.id", "ac.round_id")
    .innerJoin("contests as co", "co.id", "r.contest_id")
    .innerJoin("categories as c", "c.id", "re.category_id")
    .where("e.id", "not in", db.selectFrom("entry_withdrawals").select("entry_id"));

type Named = { name: string; className: string; birthYear: number; school: string }[];

export type PublicWork = {
  entryId: string;
  title: string;
  categoryCode: string;
  categoryName: string;
  tier: string;
  tierPosition: number;
  divisionName: string | null;
  authorCount: number;
  /** Null without everybody's consent to the name. */
  authors: Named | null;
  unitName: string | null;
  /** Both null without everybody's consent to the work. */
  statement: string | null;
  picture: ThumbView | null;
};

/** Whoever left a group is named no more from that moment, before the unit says whether the work goes on. */
const stayed = sql<boolean>`not exists (select 1 from author_departures d where d.entry_id = a.entry_id and d.child_id = a.child_id)`;

const authorsJson = sql<Named>`(
  select json_agg(json_build_object('name', a.full_name, 'className', a.class_name, 'birthYear', ch.birth_year,
    'school', u.name) order by a.position)
  from entry_authors a join children ch on ch.id = a.child_id join units u on u.id = ch.unit_id
  where a.entry_id = e.id and ${stayed})`;

const authorCount = sql<number>`(select count(*) from entry_authors a where a.entry_id = e.id and ${stayed})::int`;

/** The prize winners of a published round as the public may see them, category by category, best prize first. */
export async function listAwardedWorks(db: Database, slug: string, ordinal: number): Promise<PublicWork[]> {
  return awarded(db)
    .leftJoin("divisions as d", "d.id", "e.division_id")
    .leftJoin("ranked_entries as ranked", "ranked.round_entry_id", "re.id")
    .select([
      "e.id as entryId", "e.title", "c.code as categoryCode", "c.name as categoryName", "t.name as tier",
      "t.position as tierPosition", "d.name as divisionName", authorCount.as("authorCount"),
      sql<Named | null>`case when ${mayShowName} then ${authorsJson} end`.as("authors"),
      sql<string | null>`case when ${mayShowName} then e.participant_name end`.as("unitName"),
      sql<string | null>`case when ${mayShowWork} then e.statement end`.as("statement"),
      sql<ThumbView | null>`case when ${mayShowWork} then ${thumbJson} end`.as("picture"),
    ])
    .where("co.slug", "=", slug)
    .where("r.ordinal", "=", ordinal)
    .orderBy("c.position")
    .orderBy("t.position")
    .orderBy("ranked.position")
    .execute();
}

export type GalleryEntry = Pick<PublicWork, "entryId" | "title" | "statement" | "tier" | "categoryName" | "divisionName"> & {
  picture: ThumbView;
};

/** The works a contest may show: prize winners of published rounds whose families agreed, each once. */
export async function listGallery(db: Database, slug: string): Promise<GalleryEntry[]> {
  const rows = await awarded(db)
    .leftJoin("divisions as d", "d.id", "e.division_id")
    .distinctOn(["c.position", "t.position", "e.id"])
    .select([
      "e.id as entryId", "e.title", "e.statement", "t.name as tier", "c.name as categoryName",
      "d.name as divisionName", thumbJson.as("picture"),
    ])
    .where("co.slug", "=", slug)
    .where(mayShowWork)
    .orderBy("c.position")
    .orderBy("t.position")
    .orderBy("e.id")
    .orderBy("r.ordinal", "desc")
    .execute();
  const seen = new Set<string>();
  return rows.flatMap(({ picture, ...row }) => {
    if (!picture || seen.has(row.entryId)) return [];
    seen.add(row.entryId);
    return [{ ...row, picture }];
  });
}

/** Lets the public look at what `listGallery` shows, in the forms made for looking; never at all its pixels. */
export function registerPublicWorks(): void {
  registerFileViewer("gallery.public-works", async ({ db }, { fileId, variant }) => {
    if (variant === "original" || variant === "tiles" || !isId(fileId)) return false;
    const row = await awarded(db)
      .select("e.id")
      .where("e.file_id", "=", fileId)
      .where(mayShowWork)
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  });
}
