import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { removeConsentProof } from "#app/domain/entries/commands/remove-consent-proof.server.ts";
import { findUnitContest } from "#app/domain/entries/queries/for-unit.server.ts";
import { act } from "#app/http/form.server.ts";
import { refusalAsToast } from "#app/http/refusal-toast.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";

/** A picture of a form taken by mistake goes, as long as no answer rests on it. */
export async function action(args: ActionFunctionArgs) {
  const { slug = "", proofId = "" } = args.params;
  const page = `/unit/contests/${slug}/consents`;
  const outcome = await act(args, z.object({}), async (ctx) => {
    await removeConsentProof(ctx, (await findUnitContest(ctx, slug)).id, proofId);
    return redirectWithToast(page, m.consent_proof_removed());
  });
  return refusalAsToast(outcome, page);
}
