import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { confirmConflict } from "#app/domain/judging/commands/conflicts.server.ts";
import { act } from "#app/http/form.server.ts";
import { refusalAsToast } from "#app/http/refusal-toast.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";

/** Confirms one case. */
export async function action(args: ActionFunctionArgs) {
  const page = `/office/rounds/${args.params.roundId}/conflicts`;
  const outcome = await act(args, z.object({}), async (ctx) => {
    const { code } = await confirmConflict(ctx, args.params.conflictId ?? "");
    return redirectWithToast(page, m.tasks_conflicts_confirm_done({ code }));
  });
  return refusalAsToast(outcome, page);
}
