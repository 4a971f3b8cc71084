import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { undoLastScreening } from "#app/domain/entries/commands/screen-entry.server.ts";
import { act } from "#app/http/form.server.ts";
import { refusalAsToast } from "#app/http/refusal-toast.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";

/** Takes back one's own latest act on the desk. */
export async function action(args: ActionFunctionArgs) {
  const desk = `/office/rounds/${args.params.roundId}/screening`;
  const outcome = await act(args, z.object({}), async (ctx) => {
    const { undone } = await undoLastScreening(ctx, args.params.roundId ?? "");
    const words = undone > 0 ? m.office_screening_undone({ count: undone }) : m.office_screening_nothing_to_undo();
    return redirectWithToast(desk, words);
  });
  return refusalAsToast(outcome, desk);
}
