import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { removeRound } from "#app/domain/contests/commands/edit-rounds.server.ts";
import { findRoundSetup } from "#app/domain/contests/queries/round-setup.server.ts";
import { act } from "#app/http/form.server.ts";
import { refusalAsToast } from "#app/http/refusal-toast.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";

const list = ({ params }: ActionFunctionArgs) => `/office/contests/${params.contestId}/rounds`;

/** Takes the last round out of the chain. */
export async function action(args: ActionFunctionArgs) {
  const outcome = await act(args, z.object({}), async (ctx) => {
    const { round } = await findRoundSetup(ctx, args.params.contestId ?? "", args.params.ordinal ?? "");
    await removeRound(ctx, round.id);
    return redirectWithToast(list(args), m.office_round_removed());
  });
  return refusalAsToast(outcome, list(args));
}
