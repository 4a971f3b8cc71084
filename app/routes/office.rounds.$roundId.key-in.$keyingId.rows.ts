import type { ActionFunctionArgs } from "@remix-run/node";
import { saveKeyedRow } from "#app/domain/judging/commands/key-in.server.ts";
import { keyedRowFormSchema } from "#app/domain/judging/model.ts";
import { act } from "#app/http/form.server.ts";

/** One row saved while the person keys on; answers in JSON. */
export async function action(args: ActionFunctionArgs): Promise<Response> {
  const outcome = await act(args, keyedRowFormSchema, async (ctx, { sheetId, points }) =>
    Response.json(await saveKeyedRow(ctx, args.params.keyingId ?? "", sheetId, points)),
  );
  return outcome instanceof Response ? outcome : Response.json(outcome.data, { status: outcome.init?.status });
}
