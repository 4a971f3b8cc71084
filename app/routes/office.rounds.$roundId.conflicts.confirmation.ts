import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { confirmStrongConflicts } from "#app/domain/judging/commands/conflicts.server.ts";
import { act } from "#app/http/form.server.ts";
import { refusalAsToast } from "#app/http/refusal-toast.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";
import { formatCount } from "#app/ui/format.ts";

/** Confirms every clear case at once. */
export async function action(args: ActionFunctionArgs) {
  const page = `/office/rounds/${args.params.roundId}/conflicts`;
  const outcome = await act(args, z.object({}), async (ctx) => {
    const { confirmed } = await confirmStrongConflicts(ctx, args.params.roundId ?? "");
    return redirectWithToast(page, m.tasks_conflicts_strong_done({ count: formatCount(confirmed) }));
  });
  return refusalAsToast(outcome, page);
}
