import type { Actor } from "#app/domain/people/actor.ts";
import { type ConsentWording, defaultWording } from "#app/domain/entries/consent-wording.ts";
import type { Database, Transaction } from "#db/client.ts";

export type ConsentText = { version: number; wording: ConsentWording };

/** The wording that holds in a contest now: the last one published, or the one every contest begins with. */
export async function findConsentText(db: Database | Transaction, contestId: string): Promise<ConsentText> {
  const row = await db
    .selectFrom("consent_texts")
    .select(["version", "wording"])
    .where("contest_id", "=", contestId)
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ? { version: row.version, wording: row.wording as ConsentWording } : { version: 1, wording: defaultWording };
}

/** The version that holds, written down on first use, so that a later default cannot change what a family signed. */
export async function ensureConsentText(trx: Transaction, by: { actor: Actor; now: Date }, contestId: string): Promise<number> {
  const { version, wording } = await findConsentText(trx, contestId);
  if (version > 1) return version;
  await trx
    .insertInto("consent_texts")
    .values({
      contest_id: contestId, version, wording: JSON.stringify(wording), published_at: by.now, published_by: by.actor.personId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return version;
}
