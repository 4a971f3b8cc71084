import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { removePaperScan } from "#app/domain/judging/commands/key-in.server.ts";
import { act } from "#app/http/form.server.ts";
import { refusalAsToast } from "#app/http/refusal-toast.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";

/** Deletes a picture of a paper that was added by mistake. */
export async function action(args: ActionFunctionArgs) {
  const list = `/office/rounds/${args.params.roundId}/key-in`;
  const outcome = await act(args, z.object({ keyingId: z.uuid() }), async (ctx, { keyingId }) => {
    await removePaperScan(ctx, args.params.scanId ?? "");
    return redirectWithToast(`${list}/${keyingId}`, m.keyin_scan_removed());
  });
  return refusalAsToast(outcome, list);
}
