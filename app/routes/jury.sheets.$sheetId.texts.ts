import type { ActionFunctionArgs } from "@remix-run/node";
import { saveSheetTexts } from "#app/domain/judging/commands/jury-notes.server.ts";
import { sheetTextSchema } from "#app/domain/judging/model.ts";
import { act } from "#app/http/form.server.ts";

/** One text saved by the judge's page while they write; answers in JSON. */
export async function action(args: ActionFunctionArgs): Promise<Response> {
  const outcome = await act(args, sheetTextSchema, async (ctx, { kind, text }) =>
    Response.json(await saveSheetTexts(ctx, args.params.sheetId ?? "", { [kind]: text })),
  );
  return outcome instanceof Response ? outcome : Response.json(outcome.data, { status: outcome.init?.status });
}
