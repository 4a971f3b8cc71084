import { sql } from "kysely";
import type { CategorySetup, DivisionRule, Medium, PhaseKind } from "#app/domain/contests/model.ts";
import { type EntryState, storedTypes } from "#app/domain/entries/model.ts";
import type { AuthorFacts, FileView, OnBehalfView, OriginalView, ReturnView, ThumbView } from "#app/domain/entries/views.ts";

export type { AuthorFacts, FileView, OnBehalfView, OriginalView, ReturnView, ThumbView } from "#app/domain/entries/views.ts";

/** A category as the rules of entries need it, with its id and the ids of its divisions. */
export type CategoryFacts = Pick<CategorySetup, "code" | "name" | "medium" | "minAuthors" | "maxAuthors" | "file"> & {
  id: string;
  divisions: (DivisionRule & { id: string })[];
};

/** JSON of category `c` with its divisions in order. */
export const categoryJson = sql<CategoryJson>`json_build_object(
  'id', c.id, 'code', c.code, 'name', c.name, 'medium', c.medium,
  'minAuthors', c.min_authors, 'maxAuthors', c.max_authors, 'types', c.file_types, 'maxBytes', c.max_bytes,
  'minLongSidePx', c.min_long_side_px, 'minDurationMs', c.min_duration_ms, 'maxDurationMs', c.max_duration_ms,
  'divisions', coalesce((select json_agg(json_build_object(
      'id', d.id, 'code', d.code, 'name', d.name, 'basis', d.basis, 'from', d.from_value, 'to', d.to_value,
      'referenceDate', d.reference_date) order by d.position)
    from divisions d where d.category_id = c.id), '[]'))`;

type CategoryJson = {
  id: string; code: string; name: string; medium: Medium; minAuthors: number; maxAuthors: number;
  types: string[]; maxBytes: number;
  minLongSidePx: number | null; minDurationMs: number | null; maxDurationMs: number | null;
  divisions: (Omit<DivisionRule, "referenceDate"> & { id: string; referenceDate: string | null })[];
};

/** A category's rules from their JSON; a category that names no types takes all that are stored of its medium. */
export function categoryOf(json: CategoryJson): CategoryFacts {
  const { types, maxBytes, minLongSidePx, minDurationMs, maxDurationMs, divisions, ...rest } = json;
  return {
    ...rest,
    file: {
      types: types.length > 0 ? types : [...storedTypes[json.medium]],
      maxBytes,
      ...(minLongSidePx === null ? {} : { minLongSidePx }),
      ...(minDurationMs === null ? {} : { minDurationMs }),
      ...(maxDurationMs === null ? {} : { maxDurationMs }),
    },
    divisions: divisions.map(({ referenceDate, ...division }) => ({
      ...division,
      ...(referenceDate === null ? {} : { referenceDate }),
    })),
  };
}

/** JSON of the authors of entry `e` in their order; a birth known by year alone is its first day. */
export const authorsJson = sql<AuthorFacts[]>`coalesce((
  select json_agg(json_build_object(
    'childId', ch.id, 'fullName', a.full_name,
    'birthDate', coalesce(ch.birth_date, make_date(ch.birth_year, 1, 1)),
    'birthPrecision', case when ch.birth_date is null then 'year' else 'day' end,
    'sex', a.sex, 'className', a.class_name, 'ethnicity', a.ethnicity,
    'takePart', coalesce('take-part' = any(st.purposes), false),
    'statistics', coalesce('statistics' = any(st.purposes), false),
    'publishWork', coalesce('publish-work' = any(st.purposes), false),
    'publishName', coalesce('publish-name' = any(st.purposes), false),
    'publishFace', coalesce('publish-face' = any(st.purposes), false),
    'sendUp', coalesce('send-up' = any(st.purposes), false),
    'archive', coalesce('archive' = any(st.purposes), false),
    'waiting', coalesce((select json_agg(purpose order by purpose) from unnest(co.open) purpose
      where not coalesce(purpose = any(st.purposes), false)), '[]'),
    'method', co.method, 'guardianName', coalesce(co.guardian_name, ''), 'relation', coalesce(co.relation, ''),
    'assented', coalesce(co.assented, false), 'answered', co.method is not null,
    'departed', exists (select 1 from author_departures d where d.entry_id = a.entry_id and d.child_id = a.child_id),
    'undecided', exists (select 1 from author_departures d
      where d.entry_id = a.entry_id and d.child_id = a.child_id and d.continues is null)) order by a.position)
  from entry_authors a
  join children ch on ch.id = a.child_id
  left join lateral (
    select array_agg(purpose) filter (where withdrawn_at is null and replaced_at is null) as open,
      (array_agg(method order by withdrawn_at is null desc, recorded_at desc))[1] as method,
      (array_agg(guardian_name order by withdrawn_at is null desc, recorded_at desc))[1] as guardian_name,
      (array_agg(relation order by withdrawn_at is null desc, recorded_at desc))[1] as relation,
      bool_or(assented and withdrawn_at is null and replaced_at is null) as assented
    from consents where contest_id = e.contest_id and child_id = ch.id
  ) co on true
  left join lateral (
    select array_agg(purpose) as purposes from standing_consents where contest_id = e.contest_id and child_id = ch.id
  ) st on true
  where a.entry_id = e.id), '[]')`;

/** JSON of the stored file with this id, or null. */
export const fileJsonOf = (id: "e.file_id" | "v.file_id") => sql<FileView | null>`(
  select json_build_object('id', f.id, 'medium', f.medium, 'mime', f.mime, 'bytes', f.bytes, 'width', f.width,
    'height', f.height, 'durationMs', f.duration_ms, 'thumbhash', f.thumbhash,
    'variants', coalesce((select json_agg(json_build_object('variant', v.variant, 'width', v.width, 'height', v.height)
      order by v.width) from file_renditions v where v.file_id = f.id), '[]'),
    'steps', coalesce((select json_agg(json_build_object('step', t.step, 'state', t.state, 'error', t.error)
      order by t.step) from file_steps t where t.file_id = f.id), '[]'))
  from stored_files f where f.id = ${sql.ref(id)})`;

/** JSON of the file of entry `e`, or null. */
export const fileJson = fileJsonOf("e.file_id");

/** JSON of the photo as it was taken, kept beside the straightened picture of entry `e`, or null. */
export const originalJson = sql<OriginalView | null>`(
  select json_build_object('id', f.id, 'bytes', f.bytes, 'width', f.width, 'height', f.height)
  from stored_files f where f.id = e.original_file_id)`;

/** Whether the clip of entry `e` was announced to come on a USB stick. */
export const usbAnnounced = sql<boolean>`exists (select 1 from usb_announcements ua where ua.entry_id = e.id)`;

/** JSON of the thumbnail of entry `e`, or null without a file. */
export const thumbJson = sql<ThumbView | null>`(
  select json_build_object('fileId', f.id, 'medium', f.medium, 'width', f.width, 'height', f.height,
    'thumbhash', f.thumbhash, 'durationMs', f.duration_ms,
    'variants', coalesce((select json_agg(v.variant) from file_renditions v where v.file_id = f.id), '[]'))
  from stored_files f where f.id = e.file_id)`;

/** The present phase of round `r`: the last move, or draft. */
export const phaseOfRound = sql<PhaseKind>`coalesce(
  (select pm.to_kind from phase_moves pm where pm.round_id = r.id order by pm.id desc limit 1), 'draft')`;

/** The deadline of round `r`, excluded; null when its intake has no dates. */
export const intakeEndOfRound = sql<Date | null>`(
  select p.ends_at from phases p where p.round_id = r.id and p.kind = 'open')`;

/** The minutes after the deadline of round `r` in which what is under way is still taken. */
export const graceOfRound = sql<number>`r.grace_minutes`;

/** SQL that holds for entry `e` while it is with its unit for correction. */
export const isReturned = sql<boolean>`exists (
  select 1 from entry_returns rt where rt.entry_id = e.id and rt.ended_at is null)`;

/** JSON of the standing return of entry `e`, or null. */
export const returnJson = sql<ReturnView | null>`(
  select json_build_object('reason', rt.reason, 'fields', rt.fields, 'dueOn', rt.due_on, 'at', rt.returned_at, 'by', pr.full_name)
  from entry_returns rt left join people pr on pr.id = rt.returned_by
  where rt.entry_id = e.id and rt.ended_at is null)`;

/** JSON of who entered entry `e` for its unit, or null where the unit did. */
export const onBehalfJson = sql<OnBehalfView | null>`(
  select json_build_object('officeUnitId', ob.office_unit_id, 'office', coalesce(nullif(ou.organisation, ''), ou.name),
    'by', op.full_name, 'at', ob.entered_at, 'reason', ob.reason, 'postmarkedOn', ob.postmarked_on)
  from entries_on_behalf ob
  join units ou on ou.id = ob.office_unit_id
  left join people op on op.id = ob.entered_by
  where ob.entry_id = e.id)`;

/** The state of entry `e` with its submission `s`, withdrawal `w` and standing screening `sc` left-joined. */
export const entryState = sql<EntryState>`case
  when w.entry_id is not null then 'withdrawn'
  when s.entry_id is null then 'draft'
  when ${isReturned} then 'returned'
  when sc.verdict = 'accepted' then 'valid'
  when sc.verdict = 'rejected' then 'invalid'
  else 'submitted' end`;
