import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { claimSlip } from "#app/domain/entries/commands/slips.server.ts";
import { findUnitContest } from "#app/domain/entries/queries/desk.server.ts";
import { act } from "#app/http/form.server.ts";

const schema = z.object({ entryId: z.string().max(36), code: z.string().max(60) });

/** The slip in a picture that was put to a row becomes the slip of its entry; answers in JSON. */
export async function action(args: ActionFunctionArgs): Promise<Response> {
  const outcome = await act(args, schema, async (ctx, { entryId, code }) => {
    await findUnitContest(ctx, args.params.slug ?? "");
    return Response.json(await claimSlip(ctx, entryId, code));
  });
  return outcome instanceof Response ? outcome : Response.json(outcome.data, { status: outcome.init?.status });
}
