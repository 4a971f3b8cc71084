import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { Ticket } from "./wire.ts";

/** A file on its way, as this device remembers it. `place` says what it is for, such as an entry's id. */
export interface Pending {
  id: string;
  place: string;
  slug: string;
  name: string;
  size: number;
  type: string;
  lastModified: number;
  /** What the policy was asked with; absent for files kept by an earlier edition of the page. */
  input?: unknown;
  savedAt: number;
  /** The file itself; absent when the device had no room for it. */
  blob?: Blob;
  ticket?: Ticket;
  /** The window that sends it, and until when nobody else may (ms since 1970). */
  lease?: { holder: string; until: number };
}

interface Schema extends DBSchema {
  pending: { key: string; value: Pending; indexes: { place: string } };
}

let opening: Promise<IDBPDatabase<Schema>> | null = null;

const database = () =>
  (opening ??= openDB<Schema>("vong-thi-uploads", 1, {
    upgrade: (db) => void db.createObjectStore("pending", { keyPath: "id" }).createIndex("place", "place"),
    terminated: () => (opening = null),
  }));

const keepAtMost = 0.5;

async function hasRoom(bytes: number): Promise<boolean> {
  const estimate = await navigator.storage?.estimate?.().catch(() => null);
  if (!estimate?.quota) return bytes < 200 * 1024 * 1024;
  return bytes < (estimate.quota - (estimate.usage ?? 0)) * keepAtMost;
}

/**
 * Keeps a file on this device so that a reload or an empty battery does not lose it. True when the file itself is
 * kept, false when there was only room for its name (then it has to be picked again to go on).
 */
export async function remember(pending: Pending): Promise<boolean> {
  try {
    const db = await database();
    if (pending.blob && (await hasRoom(pending.size))) {
      const kept = await db.put("pending", pending).then(
        () => true,
        () => false
      );
      if (kept) return true;
    }
    await db.put("pending", { ...pending, blob: undefined });
  } catch {
    // Private windows and old browsers have no memory; sending still works while the page is open.
  }
  return false;
}

/** What was remembered under an id, or undefined. */
export async function recallOne(id: string): Promise<Pending | undefined> {
  try {
    return await (await database()).get("pending", id);
  } catch {
    return undefined;
  }
}

/** Adds the presigned address to what is remembered. */
export async function rememberTicket(id: string, ticket: Ticket | undefined): Promise<void> {
  try {
    const db = await database();
    const { store } = db.transaction("pending", "readwrite");
    const kept = await store.get(id);
    if (kept) await store.put({ ...kept, ticket });
  } catch {
    // As above.
  }
}

/** What this device still has to send for a place, newest first. */
export async function recall(place: string): Promise<Pending[]> {
  try {
    const found = await (await database()).getAllFromIndex("pending", "place", place);
    return found.sort((a, b) => b.savedAt - a.savedAt);
  } catch {
    return [];
  }
}

/** What this device still has to send for the places that begin so, the oldest first. */
export async function recallUnder(prefix: string): Promise<Pending[]> {
  try {
    const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
    const found = await (await database()).getAllFromIndex("pending", "place", range);
    return found.sort((a, b) => a.savedAt - b.savedAt);
  } catch {
    return [];
  }
}

/** How long a window that died keeps others from going on in its place. */
export const leaseMs = 12_000;

/**
 * Takes or renews the right to send a file, in one transaction, so that two windows never both have it (there are no
 * locks in browsers on plain HTTP). True as well when the file is not remembered here: then only one window knows it.
 */
export async function holdLease(id: string, holder: string, now: number): Promise<boolean> {
  try {
    const store = (await database()).transaction("pending", "readwrite").store;
    const kept = await store.get(id);
    if (!kept) return true;
    if (kept.lease && kept.lease.holder !== holder && kept.lease.until > now) return false;
    await store.put({ ...kept, lease: { holder, until: now + leaseMs } });
    return true;
  } catch {
    return true;
  }
}

/** Forgets a file that has arrived, was refused or is no longer wanted. */
export async function forget(id: string): Promise<void> {
  try {
    await (await database()).delete("pending", id);
  } catch {
    // As above.
  }
}
