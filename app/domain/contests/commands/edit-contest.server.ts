import { record } from "#app/domain/audit/record.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";
import { contestFor } from "../edit-setup.server.ts";
import type { ContestInput, RulesInput } from "../forms.ts";
import { lockContest } from "../load.server.ts";

/** Changes a contest's name, theme and lead; its address stays, since it is printed on posters. */
export async function editContest(ctx: Context, contestId: string, input: ContestInput): Promise<{ contestId: string }> {
  await contestFor(ctx, "editContest", contestId);
  return inTransaction(ctx.db, async (trx) => {
    await trx.updateTable("contests").set({ ...input }).where("id", "=", contestId).execute();
    await record(trx, ctx, { action: "edit-contest", subject: ["contest", contestId], contestId, detail: { ...input } });
    return { contestId };
  });
}

/**
 * Publishes a new version of the rules text with the number of the document that changes them; earlier versions stay
 * readable, entries already received stay valid. The same text and number again is no new version.
 */
export async function publishRules(ctx: Context, contestId: string, input: RulesInput): Promise<{ version: number }> {
  await contestFor(ctx, "publishRules", contestId);
  return inTransaction(ctx.db, async (trx) => {
    await lockContest(trx, contestId);
    const last = await trx
      .selectFrom("rules_versions")
      .select(["version", "body", "document_no"])
      .where("contest_id", "=", contestId)
      .orderBy("version", "desc")
      .limit(1)
      .executeTakeFirst();
    if (last?.body === input.body && last.document_no === input.documentNo) return { version: last.version };
    const version = (last?.version ?? 0) + 1;
    const { body, documentNo, reason } = input;
    await trx
      .insertInto("rules_versions")
      .values({
        contest_id: contestId, version, body, document_no: documentNo, reason, published_at: ctx.now,
        published_by: ctx.actor.personId,
      })
      .execute();
    await record(trx, ctx, {
      action: "publish-rules", subject: ["contest", contestId], contestId, detail: { version, documentNo, reason },
    });
    return { version };
  });
}
