import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { endOverride } from "#app/domain/entries/commands/grant-override.server.ts";
import { act } from "#app/http/form.server.ts";
import { refusalAsToast } from "#app/http/refusal-toast.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";

/** Takes an exception to a limit back, while its places are free. */
export async function action(args: ActionFunctionArgs) {
  const { roundId = "", overrideId = "" } = args.params;
  const page = `/office/rounds/${roundId}/limits`;
  const outcome = await act(args, z.object({}), async (ctx) => {
    await endOverride(ctx, roundId, overrideId);
    return redirectWithToast(page, m.limits_override_ended());
  });
  return refusalAsToast(outcome, page);
}
