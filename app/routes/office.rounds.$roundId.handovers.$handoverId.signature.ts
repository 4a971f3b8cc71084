import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { signHandover } from "#app/domain/entries/commands/handovers.server.ts";
import { act } from "#app/http/form.server.ts";
import { refusalAsToast } from "#app/http/refusal-toast.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";

/** Both sides signed the note on paper. */
export async function action(args: ActionFunctionArgs) {
  const { roundId, handoverId = "" } = args.params;
  const page = `/office/rounds/${roundId}/handovers/${handoverId}`;
  const outcome = await act(args, z.object({}), async (ctx) => {
    await signHandover(ctx, handoverId);
    return redirectWithToast(page, m.paper_note_sign_done());
  });
  return refusalAsToast(outcome, page);
}
