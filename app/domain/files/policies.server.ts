import type { Database, Transaction } from "#db/client.ts";
import type { Medium, Refusal, StoredFile } from "./model.ts";

/** JSON that is kept with an upload from its beginning to its end, for the module that asked for it. */
export type Purpose = { [key: string]: string | number | boolean | null };

/** What the client says about the file it wants to send; nothing of it is believed later. */
export interface OfferedFile {
  name: string;
  bytes: number;
  declaredType: string;
}

/** Leave to send one file of at most `maxBytes`; null in `medium` means that either is welcome. */
export interface UploadGrant {
  ok: true;
  ownerId: string;
  purpose: Purpose;
  medium: Medium | null;
  maxBytes: number;
}

/** A whole, checked and stored file on its way to what it was sent for. */
export interface ReceivedFile {
  ownerId: string;
  purpose: Purpose;
  file: StoredFile;
  /** The name the file had on the uploader's device; never shown to judges or the public. */
  uploadedName: string;
}

/** A whole file that is kept as it came, unread: an archive, for the module that asked for it. */
export interface KeptArchive {
  ownerId: string;
  purpose: Purpose;
  archive: { id: string; bytes: number; sha256: string };
  uploadedName: string;
}

/**
 * What a module says about uploads made for it. `actor` is whoever is signed in, or null; this module passes it
 * on unread. `complete` runs in the transaction that stores the file: a refusal there leaves nothing behind. It must
 * point at the file by a foreign key: what nothing points at is removed the night after.
 */
export interface UploadPolicy {
  readonly slug: string;
  begin(
    ctx: { db: Database; actor: unknown; now: Date },
    ask: { input: unknown; file: OfferedFile }
  ): Promise<UploadGrant | Refusal>;
  complete(ctx: { db: Transaction; now: Date }, received: ReceivedFile): Promise<{ ok: true } | Refusal>;
  /** In place of `complete` where the file is no picture or clip: it is stored unread, and removed by whoever asked. */
  keep?(ctx: { db: Transaction; now: Date }, kept: KeptArchive): Promise<{ ok: true } | Refusal>;
}

const policies = new Map<string, UploadPolicy>();

/** Makes a kind of upload known under its slug; called once by the module that owns it. */
export function registerUploadPolicy(policy: UploadPolicy): void {
  policies.set(policy.slug, policy);
}

/** The policy of a slug, or undefined. */
export const uploadPolicy = (slug: string): UploadPolicy | undefined => policies.get(slug);

/** All slugs known so far. */
export const uploadSlugs = (): string[] => [...policies.keys()];
