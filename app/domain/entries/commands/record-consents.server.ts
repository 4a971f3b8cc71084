import { sql } from "kysely";
import { record } from "#app/domain/audit/record.server.ts";
import { needsAssent } from "#app/domain/entries/consent.ts";
import { addConsents, tickedPurposes } from "#app/domain/entries/consents.server.ts";
import { type LoadedChild, lockChild } from "#app/domain/entries/load-child.server.ts";
import type { ConsentForm, Purpose } from "#app/domain/entries/model.ts";
import { entriesRules } from "#app/domain/entries/rules.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { vnDayOf } from "#app/platform/dates.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";
import type { Transaction } from "#db/client.ts";

/**
 * Records what a family agreed to for a child in a contest, before or after a work was handed in. It only adds: what
 * is not ticked was not answered, and a change of mind is `withdrawConsents`. Refused: a day still to come, an assent
 * noted for a child under seven on that day, and a proof of another unit or contest. A consent from seven on without
 * the child's own word is kept but does not count until it comes.
 */
export async function recordConsents(ctx: Context, contestId: string, form: ConsentForm): Promise<{ changed: Purpose[] }> {
  return inTransaction(ctx.db, async (trx) => {
    const child = await lockChild(trx, ctx.actor, contestId, form.childId);
    authorise(entriesRules.recordConsents, ctx, child);
    requirePossible(ctx, child, form);
    if (form.proofId) await requireProof(trx, ctx, child, form.proofId);
    const changed = await addConsents(trx, ctx, child, tickedPurposes(form), form);
    if (changed.length > 0) {
      const { method, givenOn, assented, relation, proofId = null } = form;
      const detail = { purposes: changed, method, givenOn, assented, relation, proofId };
      await record(trx, ctx, { action: "record-consents", subject: ["child", form.childId], contestId, detail });
    }
    return { changed };
  });
}

function requirePossible({ now }: Context, child: LoadedChild, { givenOn, assented }: ConsentForm): void {
  if (givenOn > vnDayOf(now)) throw new DomainError("invalid", "consent-in-the-future", {}, "givenOn");
  if (givenOn < child.birthDate) throw new DomainError("invalid", "consent-before-birth", {}, "givenOn");
  if (assented && !needsAssent(child, givenOn)) {
    throw new DomainError("invalid", "assent-under-seven", { name: child.fullName }, "assented");
  }
}

/** One picture may show a whole stack: it has to be of this contest and of one of the actor's units. */
async function requireProof(trx: Transaction, { actor }: Context, { contestId }: LoadedChild, proofId: string): Promise<void> {
  const proof = await trx
    .selectFrom("consent_proofs")
    .select("id")
    .where("id", "=", proofId)
    .where("contest_id", "=", contestId)
    .where(sql<boolean>`unit_id = any(${actor.entrantUnitIds}::uuid[])`)
    .executeTakeFirst();
  if (!proof) throw new DomainError("invalid", "proof-not-found", {}, "proofId");
}
