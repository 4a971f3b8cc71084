import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { z } from "zod";
import { acceptEntry } from "#app/domain/entries/commands/screen-entry.server.ts";
import { act } from "#app/http/form.server.ts";
import { refusalAsToast } from "#app/http/refusal-toast.server.ts";

const schema = z.object({ back: z.string().default("") });

/** Finds the entry valid and goes on to the next. */
export async function action(args: ActionFunctionArgs) {
  const { roundId, roundEntryId = "" } = args.params;
  const desk = `/office/rounds/${roundId}/screening`;
  const outcome = await act(args, schema, async (ctx, { back }) => {
    await acceptEntry(ctx, roundEntryId);
    return redirect(`${desk}?${new URLSearchParams(back)}`);
  });
  return refusalAsToast(outcome, `${desk}?view=all&entry=${roundEntryId}`);
}
