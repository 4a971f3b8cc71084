import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { discardHandover } from "#app/domain/entries/commands/handovers.server.ts";
import { act } from "#app/http/form.server.ts";
import { refusalAsToast } from "#app/http/refusal-toast.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";

/** Drops an unsigned note; what it gave away is here again. */
export async function action(args: ActionFunctionArgs) {
  const { roundId, handoverId = "" } = args.params;
  const outcome = await act(args, z.object({}), async (ctx) => {
    await discardHandover(ctx, handoverId);
    return redirectWithToast(`/office/rounds/${roundId}/paper`, m.paper_note_discarded());
  });
  return refusalAsToast(outcome, `/office/rounds/${roundId}/handovers/${handoverId}`);
}
