import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { removeCategory } from "#app/domain/contests/commands/edit-categories.server.ts";
import { act } from "#app/http/form.server.ts";
import { refusalAsToast } from "#app/http/refusal-toast.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";

const list = ({ params }: ActionFunctionArgs) => `/office/contests/${params.contestId}/categories`;

/** Takes a category out of a draft contest. */
export async function action(args: ActionFunctionArgs) {
  const outcome = await act(args, z.object({}), async (ctx) => {
    await removeCategory(ctx, args.params.contestId ?? "", args.params.code ?? "");
    return redirectWithToast(list(args), m.office_category_removed());
  });
  return refusalAsToast(outcome, list(args));
}
