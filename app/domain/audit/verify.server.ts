import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Database } from "#db/client.ts";

/** `brokenAt` is the first sequence number whose row no longer agrees with its seal, or null when the chain is whole. */
export type ChainReport = { events: number; brokenAt: number | null; head: string };

type ChainRow = { seq: number; previous_hash: string; hash: string; sealed: string };

const sealed = sql<string>`concat_ws(E'\\x1f', previous_hash, seq,
  to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), coalesce(actor_id::text, ''), actor_name, action,
  subject_type, subject_id, coalesce(contest_id::text, ''), detail::text)`;

/** Walks the whole chain in pages and recomputes every seal (SHA-256 over the row and the seal before it). */
export async function verifyChain(db: Database, pageSize = 2_000): Promise<ChainReport> {
  let after = 0;
  let head = "0".repeat(64);
  let events = 0;
  for (;;) {
    const rows: ChainRow[] = await db
      .selectFrom("audit_events")
      .select(["seq", "previous_hash", "hash", sealed.as("sealed")])
      .where("seq", ">", after)
      .orderBy("seq")
      .limit(pageSize)
      .execute();
    for (const row of rows) {
      const own = createHash("sha256").update(row.sealed).digest("hex");
      if (row.seq !== after + 1 || row.previous_hash !== head || row.hash !== own)
        return { events, brokenAt: row.seq, head };
      after = row.seq;
      head = row.hash;
      events += 1;
    }
    if (rows.length < pageSize) return { events, brokenAt: null, head };
  }
}
