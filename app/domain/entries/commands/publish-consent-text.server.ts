import { record } from "#app/domain/audit/record.server.ts";
import { loadContest, lockContest } from "#app/domain/contests/load.server.ts";
import { ensureConsentText, findConsentText } from "#app/domain/entries/consent-texts.server.ts";
import type { ConsentWordingForm } from "#app/domain/entries/consent-wording-form.ts";
import { entriesRules } from "#app/domain/entries/rules.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";

/**
 * Publishes another wording of a contest's consent form. What families have signed keeps the version they read; forms
 * printed and answers recorded from now on bear the new one. The same wording again is no new version.
 */
export async function publishConsentText(ctx: Context, contestId: string, form: ConsentWordingForm): Promise<{ version: number }> {
  const contest = await loadContest(ctx, contestId);
  authorise(entriesRules.publishConsentText, ctx, contest);
  const { reason, ...wording } = form;
  return inTransaction(ctx.db, async (trx) => {
    await lockContest(trx, contestId);
    await ensureConsentText(trx, ctx, contestId);
    const last = await findConsentText(trx, contestId);
    if (isSame(last.wording, wording)) return { version: last.version };
    const version = last.version + 1;
    await trx
      .insertInto("consent_texts")
      .values({
        contest_id: contestId, version, wording: JSON.stringify(wording), reason, published_at: ctx.now,
        published_by: ctx.actor.personId,
      })
      .execute();
    await record(trx, ctx, { action: "publish-consent-text", subject: ["contest", contestId], contestId, detail: { version, reason } });
    return { version };
  });
}

type Wording = Omit<ConsentWordingForm, "reason">;
const isSame = (a: Wording, b: Wording) =>
  a.opening === b.opening && a.rights === b.rights &&
  Object.entries(b.purposes).every(([purpose, words]) => a.purposes[purpose as keyof Wording["purposes"]] === words);
