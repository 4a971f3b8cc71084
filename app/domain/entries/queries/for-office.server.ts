import { sql, type SqlBool } from "kysely";
import type { Medium } from "#app/domain/contests/model.ts";
import {
  type AuthorFacts, authorsJson, entryState, fileJson, type FileView, onBehalfJson, type OnBehalfView, returnJson,
  type ReturnView, thumbJson, type ThumbView, originalJson, type OriginalView, phaseOfRound, usbAnnounced,
} from "#app/domain/entries/facts.server.ts";
import { findOfficeRound, type OfficeRound } from "#app/domain/entries/load.server.ts";
import type { EntryState } from "#app/domain/entries/model.ts";
import { likeText } from "#app/domain/entries/queries/for-unit.server.ts";
import type { Whereabouts } from "#app/domain/entries/paper.ts";
import { movedAt, slipOfEntry, whereabouts } from "#app/domain/entries/queries/paper.server.ts";
import { type Reader, visibleRoundEntries } from "#app/domain/entries/visibility.server.ts";
import { entriesRules } from "#app/domain/entries/rules.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { fold } from "#app/platform/vietnamese.ts";
import { isUuid } from "#app/platform/uuid.ts";

export type OfficeState = Exclude<EntryState, "draft">;
export type OfficeEntryRow = {
  id: string; entryId: string; code: string; title: string; unitName: string; participantName: string;
  categoryName: string; medium: Medium; divisionName: string | null; state: OfficeState; note: string | null;
  enteredAt: Date; authors: number; thumb: ThumbView | null; returned: ReturnView | null;
  onBehalf: OnBehalfView | null; where: Whereabouts;
};
export type OfficeListAsk = {
  state?: OfficeState; categoryId?: string; participantId?: string; search?: string; after?: string;
};
const officePageSize = 50;

function roundEntriesWithState(reader: Reader) {
  return visibleRoundEntries(reader)
    .innerJoin("categories as c", "c.id", "re.category_id")
    .leftJoin("divisions as d", "d.id", "e.division_id")
    .leftJoin("entry_submissions as s", "s.entry_id", "e.id")
    .leftJoin("entry_withdrawals as w", "w.entry_id", "e.id")
    .leftJoin("screenings as sc", (join) => join.onRef("sc.round_entry_id", "=", "re.id").on("sc.undone_at", "is", null));
}

/** A round's entries by code, 50 a page, for its office; `after` is the code that ended the page before. */
export async function listRoundEntries(
  reader: Reader,
  roundId: string,
  { state, categoryId, participantId, search = "", after = "" }: OfficeListAsk,
): Promise<{ rows: OfficeEntryRow[]; next: string | null }> {
  const words = `%${likeText(fold(search))}%`;
  const rows = await roundEntriesWithState(reader)
    .where("re.round_id", "=", roundId)
    .$if(state !== undefined, (q) => q.where(entryState, "=", state!))
    .$if(isUuid(categoryId ?? ""), (q) => q.where("re.category_id", "=", categoryId!))
    .$if(isUuid(participantId ?? ""), (q) => q.where("e.participant_id", "=", participantId!))
    .$if(words !== "%%", (q) => q.where(sql<SqlBool>`(e.search like ${words} or lower(re.code) like ${words})`))
    .$if(after !== "", (q) => q.where("re.code", ">", after))
    .select([
      "re.id", "re.entry_id as entryId", "re.code", "e.title", "e.unit_name as unitName",
      "e.participant_name as participantName", "c.name as categoryName", "c.medium", "d.name as divisionName",
      "sc.note", "re.entered_at as enteredAt", entryState.as("state"), thumbJson.as("thumb"),
      returnJson.as("returned"), onBehalfJson.as("onBehalf"), whereabouts.as("where"),
      sql<number>`(select count(*) from entry_authors a where a.entry_id = e.id)`.as("authors"),
    ])
    .orderBy("re.code")
    .limit(officePageSize + 1)
    .$castTo<OfficeEntryRow>()
    .execute();
  const page = rows.slice(0, officePageSize);
  return { rows: page, next: rows.length > officePageSize ? page.at(-1)!.code : null };
}

export type RoundFilters = {
  round: OfficeRound;
  categories: { id: string; name: string }[];
  participants: { id: string; name: string }[];
  states: Record<OfficeState, number>;
  /** Drafts not yet sent, by number alone: an office sees no more of them. Null in later rounds. */
  drafts: number | null;
};

/** What the list of a round can be narrowed by, with the number of entries in each state. */
export async function findRoundFilters(reader: Reader, roundId: string): Promise<RoundFilters> {
  const round = await findOfficeRound(reader, roundId);
  const [choices, counts] = await Promise.all([
    findChoices(reader, round.contestId),
    roundEntriesWithState(reader)
      .where("re.round_id", "=", roundId)
      .select((eb) => [entryState.as("state"), eb.fn.countAll<number>().as("count")])
      .groupBy(entryState)
      .execute(),
  ]);
  const of = (state: OfficeState) => counts.find((row) => row.state === state)?.count ?? 0;
  const states = { returned: of("returned"), submitted: of("submitted"), valid: of("valid"), invalid: of("invalid"), withdrawn: of("withdrawn") };
  return { round, ...choices, states, drafts: round.ordinal === 1 ? choices.drafts : null };
}

type Named = { id: string; name: string };

function findChoices({ db }: Reader, contestId: string) {
  return db
    .selectFrom("contests as k")
    .where("k.id", "=", contestId)
    .select([
      sql<Named[]>`coalesce((select json_agg(json_build_object('id', c.id, 'name', c.name) order by c.position)
        from categories c where c.contest_id = k.id), '[]')`.as("categories"),
      sql<Named[]>`coalesce((select json_agg(json_build_object('id', p.unit_id, 'name', p.unit_name) order by u.sort_key)
        from contest_participants p join units u on u.id = p.unit_id where p.contest_id = k.id), '[]')`.as("participants"),
      sql<number>`(select count(*) from entries e where e.contest_id = k.id
        and not exists (select 1 from entry_submissions s where s.entry_id = e.id))`.as("drafts"),
    ])
    .executeTakeFirstOrThrow();
}

export type HistoryEvent = { seq: number; at: Date; by: string; action: string; detail: Record<string, unknown> };
export type OfficeEntry = {
  id: string; entryId: string; roundId: string; code: string; title: string; statement: string; material: string;
  paperSize: string; mentorName: string; mentorPhone: string; unitName: string; participantName: string;
  categoryName: string; medium: Medium; divisionName: string | null; state: OfficeState;
  verdict: { rule: string; note: string; at: Date } | null;
  withdrawal: { reason: string; at: Date } | null;
  returned: ReturnView | null; onBehalf: OnBehalfView | null; versions: number; submittedAt: Date | null;
  authors: AuthorFacts[]; file: FileView | null; history: HistoryEvent[]; where: Whereabouts; movedAt: Date | null;
  slip: string | null; original: OriginalView | null;
  /** The clip was announced to come on a USB stick, and may still be put to this entry by this office. */
  usb: { announced: boolean; open: boolean };
};

/** One entry of a round whole, with its authors, consents, file and history, for its office; else `not-found`. */
export async function findRoundEntry(
  { now, ...reader }: Reader & { now: Date },
  roundId: string,
  roundEntryId: string,
): Promise<OfficeEntry> {
  const row = isUuid(roundEntryId) && isUuid(roundId)
    ? await roundEntriesWithState(reader)
        .where("re.id", "=", roundEntryId)
        .where("re.round_id", "=", roundId)
        .select([
          "re.id", "re.entry_id as entryId", "re.round_id as roundId", "re.code", "e.title", "e.statement",
          "e.material", "e.paper_size as paperSize", "e.mentor_name as mentorName", "e.mentor_phone as mentorPhone",
          "e.unit_name as unitName", "e.participant_name as participantName", "c.name as categoryName", "c.medium",
          "d.name as divisionName", "s.submitted_at as submittedAt", "sc.rule", "sc.note",
          "sc.decided_at as decidedAt", "w.reason", "w.withdrawn_at as withdrawnAt",
          entryState.as("state"), authorsJson.as("authors"), fileJson.as("file"), returnJson.as("returned"),
          onBehalfJson.as("onBehalf"),
          sql<number>`(select count(*) from entry_versions v where v.entry_id = e.id)`.as("versions"),
          whereabouts.as("where"), movedAt.as("movedAt"), slipOfEntry.as("slip"), originalJson.as("original"),
          usbAnnounced.as("announced"), "r.unit_id as roundUnitId", "r.ordinal", phaseOfRound.as("phase"),
        ])
        .executeTakeFirst()
    : undefined;
  if (!row) throw new DomainError("not-found", "entry-not-found");
  const { rule, note, decidedAt, reason, withdrawnAt, announced, roundUnitId, ordinal, phase, ...entry } = row;
  const mayReceive = entriesRules.receiveUsbFile(reader.actor, { roundUnitId, phase }, now);
  return {
    ...entry,
    usb: { announced, open: announced && ordinal === 1 && !withdrawnAt && mayReceive },
    medium: entry.medium as Medium,
    state: entry.state as OfficeState,
    verdict: decidedAt ? { rule: rule ?? "", note: note ?? "", at: decidedAt } : null,
    withdrawal: withdrawnAt ? { reason: reason ?? "", at: withdrawnAt } : null,
    history: await historyOf(reader, row.entryId, row.id),
  };
}

async function historyOf({ db }: Reader, entryId: string, roundEntryId: string): Promise<HistoryEvent[]> {
  const rows = await db
    .selectFrom("audit_events")
    .where(({ eb, and, or, selectFrom }) =>
      or([
        and([
          eb("subject_type", "=", "child"),
          eb("subject_id", "in", selectFrom("entry_authors").select(sql<string>`child_id::text`.as("id")).where("entry_id", "=", entryId)),
          eb("contest_id", "=", selectFrom("entries").select("contest_id").where("id", "=", entryId)),
        ]),
        and([eb("subject_type", "=", "entry"), eb("subject_id", "=", entryId)]),
        and([eb("subject_type", "=", "round-entry"), eb("subject_id", "=", roundEntryId)]),
      ]),
    )
    .select(["seq", "at", "actor_name as by", "action", "detail"])
    .orderBy("seq", "desc")
    .limit(100)
    .execute();
  return rows.map((row) => ({ ...row, detail: row.detail as Record<string, unknown> }));
}
