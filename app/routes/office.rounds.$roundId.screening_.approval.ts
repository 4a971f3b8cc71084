import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { acceptAllClear } from "#app/domain/entries/commands/screen-entry.server.ts";
import { act } from "#app/http/form.server.ts";
import { refusalAsToast } from "#app/http/refusal-toast.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";

/** Finds valid, in one act, every entry in which the rules found nothing. */
export async function action(args: ActionFunctionArgs) {
  const desk = `/office/rounds/${args.params.roundId}/screening`;
  const outcome = await act(args, z.object({}), async (ctx) => {
    const { accepted } = await acceptAllClear(ctx, args.params.roundId ?? "");
    return redirectWithToast(desk, m.office_screening_accepted_all({ count: accepted }));
  });
  return refusalAsToast(outcome, desk);
}
