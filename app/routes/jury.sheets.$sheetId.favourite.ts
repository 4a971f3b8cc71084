import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { markFavourite, unmarkFavourite } from "#app/domain/judging/commands/jury-notes.server.ts";
import { favouriteSchema } from "#app/domain/judging/model.ts";
import { act } from "#app/http/form.server.ts";
import { refusalAsToast } from "#app/http/refusal-toast.server.ts";

/** The judge's own star on a work, put or taken off. */
export async function action(args: ActionFunctionArgs): Promise<Response> {
  const sheetId = args.params.sheetId ?? "";
  const page = `/jury/sheets/${sheetId}`;
  const outcome = await act(args, favouriteSchema, async (ctx, { on }) => {
    await (on ? markFavourite(ctx, sheetId) : unmarkFavourite(ctx, sheetId));
    return redirect(page);
  });
  return refusalAsToast(outcome, page);
}
