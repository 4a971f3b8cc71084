import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { undoCustody } from "#app/domain/entries/commands/check-in.server.ts";
import { act } from "#app/http/form.server.ts";
import { refusalAsToast } from "#app/http/refusal-toast.server.ts";
import { redirectWithToast } from "#app/http/toast.server.ts";
import { m } from "#app/paraglide/messages.js";

const backTo = ["check-in", "paper"] as const;
const schema = z.object({ as: z.literal("json").optional(), back: z.enum(backTo).default("check-in"), unit: z.uuid().optional() });

/** Takes one receiving or giving away back; the desk asks for JSON, a form goes back to its page. */
export async function action(args: ActionFunctionArgs) {
  const at = `/office/rounds/${args.params.roundId}`;
  let page = `${at}/check-in`;
  let json = false;
  const outcome = await act(args, schema, async (ctx, { as, back, unit }) => {
    json = as === "json";
    page = back === "paper" ? `${at}/paper${unit ? `/${unit}` : ""}` : page;
    const { code } = await undoCustody(ctx, args.params.eventId ?? "");
    return json ? Response.json({ code }) : redirectWithToast(page, m.paper_undone({ code }));
  });
  if (json && !(outcome instanceof Response)) return Response.json(outcome.data, { status: outcome.init?.status });
  return refusalAsToast(outcome, page);
}
