import { randomUUID } from "node:crypto";
import type { ConsentForm, EntryForm, NewEntry } from "#app/domain/entries/model.ts";
import { createEntry } from "#app/domain/entries/commands/create-entry.server.ts";
import { submitEntry } from "#app/domain/entries/commands/submit-entry.server.ts";
import { updateEntry } from "#app/domain/entries/commands/update-entry.server.ts";
import type { UploadPurpose } from "#app/domain/entries/upload-purpose.ts";
import { entryUploadPolicy } from "#app/domain/entries/uploads.server.ts";
import { openUpload, settleUpload } from "#app/domain/files/uploads.server.ts";
import type { Actor, Appointment } from "#app/domain/people/actor.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { fold } from "#app/platform/vietnamese.ts";
import type { Database } from "#db/client.ts";

export const opensAt = new Date("2026-05-01T01:00:00Z");
/** 17:00 on 31/08/2026 in Việt Nam. */
export const deadline = new Date("2026-08-31T10:00:00Z");
export const during = new Date("2026-08-20T03:00:00Z");

const nobody = randomUUID();

async function unit(db: Database, name: string, kind: string, parentId: string | null): Promise<string> {
  const row = { name, kind, parent_id: parentId, search: fold(name), sort_key: name, created_at: opensAt };
  const { id } = await db.insertInto("units").values(row).returning("id").executeTakeFirstOrThrow();
  return id;
}

async function person(db: Database, name: string): Promise<string> {
  const row = { full_name: name, search: fold(name), username: `u${randomUUID()}`, created_at: opensAt };
  const { id } = await db.insertInto("people").values(row).returning("id").executeTakeFirstOrThrow();
  return id;
}

async function actor(
  db: Database,
  name: string,
  appointment: Partial<Appointment> & Pick<Appointment, "role">,
  entrantUnitIds: string[] = [],
): Promise<Actor> {
  const appointments = [{ unitId: null, roundId: null, ...appointment }];
  return { personId: await person(db, name), name, sessionId: null, appointments, entrantUnitIds };
}

export type World = Awaited<ReturnType<typeof makeWorld>>;

/** A district with two communes, a school in the first, a contest of both categories, and the people of each part. */
export async function makeWorld(db: Database) {
  const district = await unit(db, "Bảo Yên", "district", null);
  const commune = await unit(db, "Tân Tiến", "commune", district);
  const other = await unit(db, "Xuân Hòa", "commune", district);
  const school = await unit(db, "Trường Tiểu học Tân Tiến", "school", commune);
  const contest = await makeContest(db, { district, participants: [commune, other] });
  return {
    db,
    district, commune, other, school,
    ...contest,
    teacher: await actor(db, "Nguyễn Thị Hằng", { role: "entrant", unitId: school }, [school]),
    officer: await actor(db, "Lý A Sình", { role: "entrant", unitId: commune }, [commune, school]),
    stranger: await actor(db, "Hoàng Thị Mai", { role: "entrant", unitId: other }, [other]),
    secretary: await actor(db, "Trần Văn Thư", { role: "secretary", unitId: district }),
    elsewhere: await actor(db, "Đỗ Văn Xa", { role: "secretary", unitId: other }),
    judge: await actor(db, "Phạm Giám Khảo", { role: "judge", roundId: contest.roundId }),
  };
}

export async function makeContest(db: Database, { district, participants }: { district: string; participants: string[] }) {
  const { id: contestId } = await db
    .insertInto("contests")
    .values({
      slug: `c-${randomUUID()}`, name: "Lắng nghe con nói", theme: "Gia đình hạnh phúc", year: 2026,
      organiser_unit_id: district, created_at: opensAt, created_by: nobody,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  const { id: roundId } = await db
    .insertInto("rounds")
    .values({
      contest_id: contestId, ordinal: 1, name: "Vòng huyện", unit_id: district, unit_name: "Bảo Yên",
      code_prefix: "LN", aggregation: "mean",
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await db
    .insertInto("phases")
    .values({ round_id: roundId, kind: "open", starts_at: opensAt, ends_at: deadline })
    .execute();
  const names = await db.selectFrom("units").select(["id", "name"]).where("id", "in", participants).execute();
  const invited = { contest_id: contestId, invited_at: opensAt, invited_by: nobody };
  await db
    .insertInto("contest_participants")
    .values(names.map(({ id, name }) => ({ ...invited, unit_id: id, unit_name: name })))
    .execute();
  const drawings = await category(db, contestId, "TV");
  const clips = await category(db, contestId, "VC");
  await move(db, roundId, "draft", "open");
  return { contestId, roundId, drawings, clips };
}

async function category(db: Database, contestId: string, code: "TV" | "VC"): Promise<string> {
  const image = code === "TV";
  const { id } = await db
    .insertInto("categories")
    .values({
      contest_id: contestId, position: image ? 1 : 2, code, name: image ? "Tranh vẽ" : "Video clip",
      medium: image ? "image" : "video", min_authors: 1, max_authors: 10, max_bytes: 30_000_000,
      file_types: image ? ["image/jpeg", "image/png"] : ["video/mp4"],
      min_long_side_px: image ? 1000 : null,
      min_duration_ms: image ? null : 180_000,
      max_duration_ms: image ? null : 600_000,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  const division = { category_id: id, basis: "class" };
  await db
    .insertInto("divisions")
    .values([
      { ...division, position: 1, code: "A", name: "Bảng A (lớp 1–5)", from_value: 1, to_value: 5 },
      { ...division, position: 2, code: "B", name: "Bảng B (lớp 6–9)", from_value: 6, to_value: 9 },
    ])
    .execute();
  return id;
}

export async function move(db: Database, roundId: string, from: string, to: string): Promise<void> {
  await db
    .insertInto("phase_moves")
    .values({ round_id: roundId, from_kind: from, to_kind: to, moved_at: opensAt })
    .execute();
}

export const as = (world: Pick<World, "db">, who: Actor, now: Date = during): Context => ({ db: world.db, actor: who, now });

export const draftOf = (world: World, more: Partial<NewEntry> = {}): NewEntry => ({
  id: randomUUID(), contestId: world.contestId, categoryId: world.drawings, unitId: world.school,
  title: "Cả nhà cùng gặt lúa", ...more,
});

export const authorOf = (more: Partial<EntryForm["authors"][number]> = {}): EntryForm["authors"][number] => ({
  childId: undefined, fullName: "Hoàng Thảo Vy", birth: { iso: "2016-02-14", precision: "day" }, sex: "female",
  className: "5A", ethnicity: "", takePart: true, statistics: true, publishName: false, publishWork: true,
  publishFace: true, sendUp: true, archive: false, assented: true, method: "paper", guardianName: "", relation: "",
  seen: [], ...more,
});

/** A family's answer on a signed form, for nothing unless told. */
export const answersOf = (childId: string, more: Partial<ConsentForm> = {}): ConsentForm => ({
  childId, takePart: false, statistics: false, publishWork: false, publishName: false, publishFace: false, sendUp: false,
  archive: false, assented: true, method: "paper", guardianName: "", relation: "", givenOn: "2026-08-20", ...more,
});

export const formOf = (version: number, more: Partial<EntryForm> = {}): EntryForm => ({
  version, title: "Cả nhà cùng gặt lúa", statement: "Em yêu gia đình em.", material: "màu sáp", paperSize: "A3",
  mentorName: "", mentorPhone: "", authors: [authorOf()], ...more,
});

export type FileLike = { medium?: "image" | "video"; mime?: string; bytes?: number; width?: number; durationMs?: number | null; sha256?: string };

/** A stored file as the files module leaves it before it asks the policy. */
export async function storedFile(db: Database, file: FileLike = {}) {
  const { medium = "image", mime = "image/jpeg", bytes = 400_000, width = 3000, durationMs = null } = file;
  const sha256 = file.sha256 ?? randomUUID().replaceAll("-", "").padEnd(64, "0");
  const { id } = await db
    .insertInto("stored_files")
    .values({
      medium, mime, bytes, sha256, storage_key: randomUUID(), width, height: 2000, duration_ms: durationMs,
      created_at: during, created_by: nobody,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return { id, medium, mime, bytes, sha256, width, height: 2000, durationMs, thumbhash: null };
}

/** Attaches a file to a draft as a finished upload does; gives the policy's answer. `more` is what else it is for. */
export async function attach(world: World, entryId: string, who: Actor, file: FileLike = {}, more: Partial<UploadPurpose> = {}) {
  const purpose = { role: "work" as const, pair: null, cutFrom: null, ...more, entryId };
  return world.db.transaction().execute(async (trx) => {
    const stored = await storedFile(trx, file);
    const received = { ownerId: who.personId, purpose, file: stored, uploadedName: "tranh.jpg" };
    const answer = await entryUploadPolicy.complete({ db: trx, now: during }, received);
    const upload = { key: randomUUID(), customId: stored.id, slug: "entry", ownerId: who.personId, medium: stored.medium, purpose, name: "tranh.jpg", bytes: stored.bytes, declaredType: stored.mime };
    await openUpload(trx, upload, during);
    if (answer.ok) await settleUpload(trx, upload.key, { fileId: stored.id }, answer, during);
    return { answer, fileId: stored.id };
  });
}

/** A complete draft: form, one author with consent, and a picture. */
export async function readyDraft(
  world: World,
  { who = world.teacher, draft = {}, form = {}, file = {} }: {
    who?: Actor; draft?: Partial<NewEntry>; form?: Partial<EntryForm>; file?: FileLike;
  } = {},
): Promise<string> {
  const { entryId } = await createEntry(as(world, who), draftOf(world, draft));
  await updateEntry(as(world, who), entryId, formOf(1, form));
  await attach(world, entryId, who, file);
  return entryId;
}

/** A submitted entry. */
export async function submitted(world: World, how: Parameters<typeof readyDraft>[1] = {}) {
  const entryId = await readyDraft(world, how);
  return submitEntry(as(world, how.who ?? world.teacher), entryId);
}
