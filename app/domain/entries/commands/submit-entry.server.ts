import { sql } from "kysely";
import { record } from "#app/domain/audit/record.server.ts";
import { gapsOf } from "#app/domain/entries/completeness.ts";
import { authorsJson, fileJson, usbAnnounced } from "#app/domain/entries/facts.server.ts";
import { holdIntake, type LoadedEntry, lockEntry } from "#app/domain/entries/load.server.ts";
import { entriesRules, isIntakeOpen } from "#app/domain/entries/rules.ts";
import { isEntrantFor } from "#app/domain/people/actor.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";
import type { Transaction } from "#db/client.ts";

export type Submission = { entryId: string; roundEntryId: string; code: string; submittedAt: Date };

/**
 * Sends a complete draft: it takes part in the first round under the next code of its category, such as LN-TV-007.
 * Refused at and after the deadline, and while anything is missing. A second click gets the submission of the first.
 */
export async function submitEntry(ctx: Context, entryId: string): Promise<Submission> {
  return inTransaction(ctx.db, async (trx) => {
    const entry = await lockEntry(trx, ctx.actor, entryId);
    if (!isEntrantFor(ctx.actor, entry.unitId)) throw new DomainError("forbidden", "not-allowed");
    if (entry.standing === "withdrawn") throw new DomainError("conflict", "entry-already-withdrawn");
    if (entry.standing === "submitted") return findSubmission(trx, entry);
    const intake = await holdIntake(trx, entry.round.id);
    if (!isIntakeOpen(intake, ctx.now)) throw new DomainError("closed", "intake-closed");
    authorise(entriesRules.submitEntry, ctx, { ...entry, intake });
    const gap = gapsOf(await draftFacts(trx, entry))[0];
    if (gap) throw new DomainError("invalid", gap.reason, gap.params);
    return write(trx, ctx, entry);
  });
}

async function draftFacts(trx: Transaction, entry: LoadedEntry) {
  const row = await trx
    .selectFrom("entries as e")
    .where("e.id", "=", entry.id)
    .select([authorsJson.as("authors"), fileJson.as("file"), usbAnnounced.as("usb")])
    .executeTakeFirstOrThrow();
  return { title: entry.title, category: entry.category, ...row };
}

async function findSubmission(trx: Transaction, entry: LoadedEntry): Promise<Submission> {
  const row = await trx
    .selectFrom("entry_submissions as s")
    .innerJoin("round_entries as re", "re.entry_id", "s.entry_id")
    .where("s.entry_id", "=", entry.id)
    .where("re.round_id", "=", entry.round.id)
    .select(["re.id as roundEntryId", "re.code", "s.submitted_at as submittedAt"])
    .executeTakeFirstOrThrow();
  return { entryId: entry.id, ...row };
}

async function nextCode(trx: Transaction, { round, category }: LoadedEntry): Promise<string> {
  const counter = await trx
    .insertInto("code_counters")
    .values({ round_id: round.id, category_id: category.id, last: 1 })
    .onConflict((conflict) =>
      conflict.columns(["round_id", "category_id"]).doUpdateSet({ last: sql`code_counters.last + 1` }),
    )
    .returning("last")
    .executeTakeFirstOrThrow();
  return `${round.codePrefix}-${category.code}-${String(counter.last).padStart(3, "0")}`;
}

async function write(trx: Transaction, ctx: Context, entry: LoadedEntry): Promise<Submission> {
  const by = ctx.actor.personId;
  await trx
    .insertInto("entry_submissions")
    .values({ entry_id: entry.id, submitted_at: ctx.now, submitted_by: by })
    .execute();
  const code = await nextCode(trx, entry);
  const { id } = await trx
    .insertInto("round_entries")
    .values({
      round_id: entry.round.id,
      entry_id: entry.id,
      category_id: entry.category.id,
      code,
      entered_at: ctx.now,
      entered_by: by,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  const detail = { code, roundId: entry.round.id };
  await record(trx, ctx, { action: "submit-entry", subject: ["entry", entry.id], contestId: entry.contestId, detail });
  return { entryId: entry.id, roundEntryId: id, code, submittedAt: ctx.now };
}
