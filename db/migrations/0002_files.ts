import { type Kysely, sql } from "kysely";

/** Stored originals, what was derived from them, the visible state of each step, and uploads under way. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table stored_files (
      id uuid primary key default gen_random_uuid(),
      medium text not null constraint file_medium_known check (medium in ('image', 'video')),
      storage_key text not null constraint one_file_per_storage_key unique,
      mime text not null,
      bytes bigint not null constraint file_not_empty check (bytes > 0),
      sha256 text not null,
      width integer,
      height integer,
      duration_ms integer,
      thumbhash text,
      perceptual_hash text,
      created_at timestamptz not null,
      created_by uuid not null
    )`.execute(db);
  await sql`create index stored_files_by_sha256 on stored_files (sha256)`.execute(db);
  await sql`
    create table file_renditions (
      id uuid primary key default gen_random_uuid(),
      file_id uuid not null references stored_files,
      variant text not null
        constraint variant_known check (variant in ('320', '800', '1600', 'poster', '480p', '720p')),
      storage_key text not null,
      mime text not null,
      bytes bigint not null,
      width integer not null,
      height integer not null,
      constraint one_rendition_per_variant unique (file_id, variant)
    )`.execute(db);
  await sql`
    create table file_steps (
      file_id uuid not null references stored_files,
      step text not null,
      state text not null constraint step_state_known check (state in ('waiting', 'running', 'done', 'failed')),
      error text,
      attempts integer not null default 0,
      updated_at timestamptz not null,
      primary key (file_id, step)
    )`.execute(db);
  await sql`
    create table uploads (
      key text primary key,
      custom_id text not null constraint one_upload_per_custom_id unique,
      slug text not null,
      purpose jsonb not null,
      owner_id uuid not null,
      name text not null,
      bytes bigint not null,
      declared_type text not null,
      created_at timestamptz not null,
      completed_at timestamptz,
      file_id uuid references stored_files,
      failed_at timestamptz,
      failure text,
      result jsonb
    )`.execute(db);
  await sql`create index uploads_unfinished on uploads (created_at) where completed_at is null`.execute(db);
}
