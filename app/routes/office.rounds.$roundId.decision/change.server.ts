import type { LoaderFunctionArgs } from "@remix-run/node";
import { findDecisionRow } from "#app/domain/awards/queries/decision.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";

type Args = Pick<LoaderFunctionArgs, "params" | "request">;

const backTo = ({ params, request }: Args) => {
  const category = new URL(request.url).searchParams.get("category");
  return `/office/rounds/${params.roundId}/decision${category ? `?category=${encodeURIComponent(category)}` : ""}`;
};

/** What a dialog that changes one work's choice begins with, and the way back to its list. */
export const findChange = async (ctx: Context, args: Args) => ({
  back: backTo(args),
  ...(await findDecisionRow(ctx, args.params.roundId ?? "", args.params.entryId ?? "")),
});

/** Back to the list the dialog was opened from, with the word that the choice is kept. */
export const changeSaved = (args: Args) => redirectWithToast(backTo(args), m.office_decision_saved());
