import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { DeskPhoto, KeptRow } from "./view.ts";

interface Schema extends DBSchema {
  rows: { key: string; value: KeptRow; indexes: { owner: string } };
  photos: { key: string; value: DeskPhoto; indexes: { owner: string } };
}

let opening: Promise<IDBPDatabase<Schema>> | null = null;

const database = () =>
  (opening ??= openDB<Schema>("vong-thi-desk", 1, {
    upgrade(db) {
      db.createObjectStore("rows", { keyPath: "id" }).createIndex("owner", "owner");
      db.createObjectStore("photos", { keyPath: "id" }).createIndex("owner", "owner");
    },
    terminated: () => (opening = null),
  }));

async function attempt(write: (db: IDBPDatabase<Schema>) => Promise<unknown>): Promise<boolean> {
  try {
    await write(await database());
    return true;
  } catch {
    // Private windows, full devices and old browsers keep nothing; the page says so.
    return false;
  }
}

/** Keeps a row on this device until the server has it. False when the device would not. */
export const keepRow = (row: KeptRow) => attempt((db) => db.put("rows", row));

/** Forgets a row the server has: no child's name stays on a shared computer longer than it must. */
export const forgetRow = (id: string) => attempt((db) => db.delete("rows", id));

/** Keeps a picture on this device. False when there was no room. */
export const keepPhoto = (photo: DeskPhoto) => attempt((db) => db.put("photos", photo));

export const forgetPhoto = (id: string) => attempt((db) => db.delete("photos", id));

/** What this device still has of one person's desk of one contest. */
export async function recallDesk(owner: string): Promise<{ rows: KeptRow[]; photos: DeskPhoto[] }> {
  try {
    const db = await database();
    const rows = await db.getAllFromIndex("rows", "owner", owner);
    const photos = await db.getAllFromIndex("photos", "owner", owner);
    return { rows: rows.sort((a, b) => a.line - b.line), photos };
  } catch {
    return { rows: [], photos: [] };
  }
}
