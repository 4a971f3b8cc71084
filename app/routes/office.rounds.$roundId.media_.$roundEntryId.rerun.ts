import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { rerunSteps } from "#app/domain/entries/commands/rerun-steps.server.ts";
import { mediaViews } from "#app/domain/entries/media-views.ts";
import { act } from "#app/http/form.server.ts";
import { refusalAsToast } from "#app/http/refusal-toast.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";

const schema = z.object({ view: z.enum(mediaViews).default("failed") });

/** Has the failed steps of an entry's file done again. */
export async function action(args: ActionFunctionArgs) {
  const { roundId, roundEntryId = "" } = args.params;
  const list = `/office/rounds/${roundId}/media`;
  const outcome = await act(args, schema, async (ctx, { view }) => {
    const { code, steps } = await rerunSteps(ctx, roundEntryId);
    const words = steps > 0 ? m.duplicates_media_rerun_done({ count: steps, code }) : m.duplicates_media_rerun_none({ code });
    return redirectWithToast(`${list}?view=${view}`, words);
  });
  return refusalAsToast(outcome, list);
}
