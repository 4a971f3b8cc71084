import { type Kysely, sql } from "kysely";

/**
 * Deep zoom of large pictures, the fingerprints by which alike pictures are found, and the pairs of entries that may
 * be one work with what people decided about them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table file_renditions drop constraint variant_known`.execute(db);
  await sql`
    alter table file_renditions
      add constraint variant_known
        check (variant in ('320', '800', '1600', 'poster', '480p', '720p', 'tiles')),
      add column tile_offsets integer[],
      add constraint tiles_know_their_places check ((variant = 'tiles') = (tile_offsets is not null))`.execute(db);
  await sql`create index file_steps_unfinished on file_steps (updated_at) where state <> 'done'`.execute(db);
  await sql`
    create table picture_prints (
      file_id uuid primary key references stored_files on delete cascade,
      grey bytea not null constraint print_is_32_by_32 check (octet_length(grey) = 1024)
    )`.execute(db);
  await sql`
    create table picture_bands (
      band integer not null,
      hash bigint not null,
      file_id uuid not null references picture_prints on delete cascade,
      primary key (band, hash, file_id)
    )`.execute(db);
  await sql`create index picture_bands_by_file on picture_bands (file_id)`.execute(db);
  await sql`
    create table duplicate_pairs (
      id uuid primary key default gen_random_uuid(),
      first_entry_id uuid not null references entries,
      second_entry_id uuid not null references entries,
      same_file boolean not null default false,
      distance integer constraint distance_in_bits check (distance between 0 and 64),
      same_children integer not null default 0,
      found_at timestamptz not null,
      constraint one_pair_of_two_entries unique (first_entry_id, second_entry_id),
      constraint pair_in_order check (first_entry_id < second_entry_id),
      constraint pair_has_a_sign check (same_file or distance is not null or same_children > 0)
    )`.execute(db);
  await sql`create index duplicate_pairs_by_second on duplicate_pairs (second_entry_id)`.execute(db);
  await sql`
    create table duplicate_decisions (
      id uuid primary key default gen_random_uuid(),
      pair_id uuid not null references duplicate_pairs,
      decision text not null constraint duplicate_decision_known check (decision in ('same', 'different', 'later')),
      note text not null default '',
      decided_at timestamptz not null,
      decided_by uuid not null,
      undone_at timestamptz,
      undone_by uuid,
      constraint undoing_a_decision_names_who check ((undone_at is null) = (undone_by is null))
    )`.execute(db);
  await sql`
    create unique index one_standing_duplicate_decision on duplicate_decisions (pair_id)
      where undone_at is null`.execute(db);
  await sql`create index children_by_name_and_birth on children (search, birth_year)`.execute(db);
}
