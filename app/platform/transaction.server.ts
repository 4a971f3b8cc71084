import type { Database, Transaction } from "#db/client.ts";

/**
 * Runs `work` in a transaction: the caller's own when `db` already is one, else a new one. So one command may be
 * part of another, and all of it stands or falls together.
 */
export function inTransaction<T>(db: Database, work: (trx: Transaction) => Promise<T>): Promise<T> {
  return db.isTransaction ? work(db as Transaction) : db.transaction().execute(work);
}

/** The name of the unique, check or foreign-key constraint an error speaks of; undefined for any other error. */
export function constraintOf(error: unknown): string | undefined {
  const named = error instanceof Error && "constraint" in error ? error.constraint : undefined;
  return typeof named === "string" ? named : undefined;
}
