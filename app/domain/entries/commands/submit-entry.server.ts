import { sql } from "kysely";
import { record } from "#app/domain/audit/record.server.ts";
import { dropUnagreedEthnicity } from "#app/domain/entries/authors.server.ts";
import { gapsOf } from "#app/domain/entries/completeness.ts";
import { unreadFault } from "#app/domain/entries/desk/unread.server.ts";
import { askForDuplicates } from "#app/domain/entries/duplicates/jobs.server.ts";
import { authorsJson, fileJson, usbAnnounced } from "#app/domain/entries/facts.server.ts";
import { holdIntake, type LoadedEntry, lockEntry, refuseUnchangeable } from "#app/domain/entries/load.server.ts";
import { holdPlaces } from "#app/domain/entries/places.server.ts";
import { refuseUnexplained, requireTakingIn } from "#app/domain/entries/on-behalf.server.ts";
import { entriesRules, fillsForm, type Intake, takesSubmissions } from "#app/domain/entries/rules.ts";
import { keepVersion } from "#app/domain/entries/versions.server.ts";
import { isEntrantFor } from "#app/domain/people/actor.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";
import type { Transaction } from "#db/client.ts";

export type Submission = { entryId: string; roundEntryId: string; code: string; submittedAt: Date };

/**
 * Sends a complete draft: it takes part in the first round under the next code of its category, such as LN-TV-007.
 * Refused from the end of the deadline's grace on (an office that entered it goes on with a reason), while anything is
 * missing or typed on the desk and not readable, and where its unit or a child has reached a limit. An entry returned
 * for correction is sent again until the end of its day unless the round was decided before, and keeps code and first
 * moment. A second click gets the submission of the first.
 */
export async function submitEntry(ctx: Context, entryId: string): Promise<Submission> {
  return inTransaction(ctx.db, async (trx) => {
    const entry = await lockEntry(trx, ctx.actor, entryId);
    if (!fillsForm(ctx.actor, entry, ctx.now)) throw new DomainError("forbidden", "not-allowed");
    if (entry.standing === "withdrawn") throw new DomainError("conflict", "entry-already-withdrawn");
    if (entry.standing === "submitted") return findSubmission(trx, entry);
    const intake = await holdIntake(trx, entry.round.id);
    refuseLate(ctx, entry, intake);
    authorise(entriesRules.submitEntry, ctx, { ...entry, intake });
    if (entry.standing === "draft" && (await unreadFault(trx, entry))) throw new DomainError("invalid", "entry-unread-on-desk");
    const draft = await draftFacts(trx, entry);
    const gap = gapsOf(draft)[0];
    if (gap) throw new DomainError("invalid", gap.reason, gap.params);
    await holdPlaces(trx, entry, draft.authors);
    await dropUnagreedEthnicity(trx, entry);
    return entry.standing === "returned" ? writeAgain(trx, ctx, entry) : write(trx, ctx, entry);
  });
}

function refuseLate(ctx: Context, entry: LoadedEntry, intake: Intake): void {
  if (entry.standing === "returned") {
    requireTakingIn(intake.phase);
    return refuseUnchangeable(entry, ctx.now);
  }
  if (isEntrantFor(ctx.actor, entry.unitId) && takesSubmissions(intake, ctx.now)) return;
  if (!entry.onBehalf || !entriesRules.explainOnBehalf(ctx.actor, entry, ctx.now)) throw new DomainError("closed", "intake-closed");
  requireTakingIn(intake.phase);
  refuseUnexplained(entry.onBehalf, intake, ctx.now);
}

async function writeAgain(trx: Transaction, ctx: Context, entry: LoadedEntry): Promise<Submission> {
  await trx
    .updateTable("entry_returns")
    .set({ ended_at: ctx.now, ended_by: ctx.actor.personId, outcome: "resubmitted" })
    .where("entry_id", "=", entry.id)
    .where("ended_at", "is", null)
    .execute();
  const version = await keepVersion(trx, { personId: ctx.actor.personId, at: ctx.now }, entry.id);
  await askForDuplicates(trx, entry.id);
  const submission = await findSubmission(trx, entry);
  const event = { action: "resubmit-entry", subject: ["entry", entry.id], contestId: entry.contestId } as const;
  await record(trx, ctx, { ...event, detail: { code: submission.code, version } });
  return submission;
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
  await keepVersion(trx, { personId: by, at: ctx.now }, entry.id);
  await trx.deleteFrom("desk_rows").where("entry_id", "=", entry.id).execute();
  await askForDuplicates(trx, entry.id);
  const detail = { code, roundId: entry.round.id };
  await record(trx, ctx, { action: "submit-entry", subject: ["entry", entry.id], contestId: entry.contestId, detail });
  return { entryId: entry.id, roundEntryId: id, code, submittedAt: ctx.now };
}
