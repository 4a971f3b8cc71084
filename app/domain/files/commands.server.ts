import { isDomainError } from "#app/platform/domain-error.ts";
import type { Storage } from "#app/platform/storage.server.ts";
import type { Database, Transaction } from "#db/client.ts";
import { insertArchive } from "./archives.server.ts";
import { putCopy, takeIn, type Taken, undoTaken } from "./intake.server.ts";
import { type Medium, refuse, type Refusal, type StepName, stepsOf, type StoredFile } from "./model.ts";
import { uploadPolicy } from "./policies.server.ts";
import { keepPrint } from "./prints.server.ts";
import { askForSteps } from "./steps-queue.server.ts";
import { settleUpload, type Upload } from "./uploads.server.ts";

/** What the client is told at the end of an upload, now and whenever it asks again. */
export type UploadResult =
  | {
      ok: true;
      fileId: string;
      medium: Medium;
      width: number | null;
      height: number | null;
      durationMs: number | null;
    }
  | { ok: true; archiveId: string }
  | Refusal;

type World = { db: Database; storage: Storage; now: Date };

/** Thrown inside the transaction so that a refusal by the owner of the upload leaves no row behind. */
class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.reason);
  }
}

/** Steps of a picture that are over when it is taken: nobody waits for a preview, and a broken picture is refused. */
const madeAtOnce: readonly StepName[] = ["preview", "fingerprint"];

async function insertFile(
  trx: Transaction,
  file: StoredFile,
  taken: Taken,
  upload: Upload,
  now: Date
): Promise<void> {
  await trx
    .insertInto("stored_files")
    .values({
      id: file.id,
      medium: file.medium,
      storage_key: taken.file.storageKey,
      mime: file.mime,
      bytes: file.bytes,
      sha256: file.sha256,
      width: file.width,
      height: file.height,
      duration_ms: file.durationMs,
      thumbhash: file.thumbhash,
      perceptual_hash: taken.file.perceptualHash,
      created_at: now,
      created_by: upload.ownerId,
    })
    .execute();
  const row = (step: StepName) => {
    const state = madeAtOnce.includes(step) ? "done" : "waiting";
    return { file_id: file.id, step, state, updated_at: now };
  };
  await trx.insertInto("file_steps").values(stepsOf(file).map(row)).execute();
  if (taken.print) await keepPrint(trx, file.id, taken.print, now);
  if (taken.renditions.length === 0) return;
  const rows = taken.renditions.map(({ storageKey, ...rest }) => ({
    ...rest,
    file_id: file.id,
    storage_key: storageKey,
  }));
  await trx.insertInto("file_renditions").values(rows).execute();
}

async function admit({ db, now }: World, upload: Upload, taken: Taken): Promise<UploadResult> {
  const policy = uploadPolicy(upload.slug);
  if (!policy) return refuse("not-allowed");
  const { storageKey: _key, perceptualHash: _hash, ...facts } = taken.file;
  const file: StoredFile = { id: upload.customId, ...facts };
  const { medium, width, height, durationMs } = file;
  const result: UploadResult = { ok: true, fileId: file.id, medium, width, height, durationMs };
  await db.transaction().execute(async (trx) => {
    await insertFile(trx, file, taken, upload, now);
    const received = { ownerId: upload.ownerId, purpose: upload.purpose, file, uploadedName: upload.name };
    const answer = await policy.complete({ db: trx, now }, received);
    if (!answer.ok) throw new Refused(answer);
    await askForSteps(trx, file.id, stepsOf(file).filter((step) => !madeAtOnce.includes(step)));
    await settleUpload(trx, upload.key, { fileId: file.id }, result, now);
  });
  return result;
}

/** The refusal in an error, or the error again when it is none. */
function refusalIn(error: unknown): Refusal {
  if (error instanceof Refused) return error.refusal;
  if (isDomainError(error)) return refuse(error.reason, error.params);
  throw error;
}

/**
 * Ends an upload whose bytes are all on our disk at `path`: the file is looked at, cleaned and stored, and its
 * owner's rules decide in the same transaction that writes the rows. A refusal is remembered with its reason and
 * leaves no file. Doing it again gives the same answer; a crash in between leaves the upload as it was.
 * Throws only when the machine fails (disk, database); the upload can then be ended later.
 */
export async function receiveUpload(
  world: World,
  upload: Upload,
  whole: { path: string; sha256: string }
): Promise<UploadResult> {
  if (upload.settled) return upload.result as UploadResult;
  if (uploadPolicy(upload.slug)?.keep) return keepArchive(world, upload, whole);
  const { medium, bytes } = upload;
  const taken = await takeIn(world.storage, { ...whole, bytes, medium });
  if (!taken.ok) return remember(world, upload, taken);
  try {
    return await admit(world, upload, taken);
  } catch (error) {
    await undoTaken(world.storage, taken);
    return remember(world, upload, refusalIn(error));
  }
}

/** Stores an archive as it came and hands it to the module that asked for it. */
async function keepArchive(world: World, upload: Upload, whole: { path: string; sha256: string }): Promise<UploadResult> {
  const { storage, db, now } = world;
  const archive = { id: upload.customId, bytes: upload.bytes, sha256: whole.sha256 };
  const storageKey = await putCopy(storage, whole.path);
  try {
    return await db.transaction().execute(async (trx) => {
      await insertArchive(trx, { ...archive, storageKey, ownerId: upload.ownerId }, now);
      const kept = { ownerId: upload.ownerId, purpose: upload.purpose, archive, uploadedName: upload.name };
      const answer = await uploadPolicy(upload.slug)!.keep!({ db: trx, now }, kept);
      if (!answer.ok) throw new Refused(answer);
      const result: UploadResult = { ok: true, archiveId: archive.id };
      await settleUpload(trx, upload.key, { fileId: null }, result, now);
      return result;
    });
  } catch (error) {
    await storage.remove(storageKey);
    return remember(world, upload, refusalIn(error));
  }
}

async function remember({ db, now }: World, upload: Upload, refusal: Refusal): Promise<Refusal> {
  await settleUpload(db, upload.key, { failure: refusal.reason }, refusal, now);
  return refusal;
}
