import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { z } from "zod";
import { takeBackReturn } from "#app/domain/entries/commands/return-entry.server.ts";
import { act } from "#app/http/form.server.ts";
import { refusalAsToast } from "#app/http/refusal-toast.server.ts";

const schema = z.object({ back: z.string().default("") });

/** Takes back the return of one entry, which then stands as it was sent. */
export async function action(args: ActionFunctionArgs) {
  const { roundId, roundEntryId = "" } = args.params;
  const desk = `/office/rounds/${roundId}/screening`;
  const outcome = await act(args, schema, async (ctx, { back }) => {
    await takeBackReturn(ctx, roundEntryId);
    return redirect(`${desk}?${new URLSearchParams(back)}`);
  });
  return refusalAsToast(outcome, `${desk}?view=all&entry=${roundEntryId}`);
}
