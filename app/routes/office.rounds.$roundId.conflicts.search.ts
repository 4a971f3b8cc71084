import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { findConflicts } from "#app/domain/judging/commands/conflicts.server.ts";
import { act } from "#app/http/form.server.ts";
import { refusalAsToast } from "#app/http/refusal-toast.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { formatCount } from "#app/ui/format.ts";

/** Looks for conflicts of interest anew. */
export async function action(args: ActionFunctionArgs) {
  const page = `/office/rounds/${args.params.roundId}/conflicts`;
  const outcome = await act(args, z.object({}), async (ctx) => {
    const { proposed } = await findConflicts(ctx, args.params.roundId ?? "");
    return redirectWithToast(page, m.tasks_conflicts_found({ count: formatCount(proposed) }));
  });
  return refusalAsToast(outcome, page);
}
