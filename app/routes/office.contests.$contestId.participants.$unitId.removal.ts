import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { removeParticipant } from "#app/domain/contests/commands/participants.server.ts";
import { act } from "#app/http/form.server.ts";
import { refusalAsToast } from "#app/http/refusal-toast.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";

const list = ({ params }: ActionFunctionArgs) => `/office/contests/${params.contestId}/participants`;

/** Takes back the invitation of a unit that has entered nothing. */
export async function action(args: ActionFunctionArgs) {
  const outcome = await act(args, z.object({}), async (ctx) => {
    await removeParticipant(ctx, args.params.contestId ?? "", args.params.unitId ?? "");
    return redirectWithToast(list(args), m.office_participants_removed());
  });
  return refusalAsToast(outcome, list(args));
}
