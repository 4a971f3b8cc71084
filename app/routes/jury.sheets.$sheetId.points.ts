import type { ActionFunctionArgs } from "@remix-run/node";
import { saveCriterion } from "#app/domain/judging/commands/save-points.server.ts";
import { criterionFormSchema } from "#app/domain/judging/model.ts";
import { act } from "#app/http/form.server.ts";

/** One criterion saved by the judge's page while they go on; answers in JSON. */
export async function action(args: ActionFunctionArgs): Promise<Response> {
  const outcome = await act(args, criterionFormSchema, async (ctx, { criterionId, points }) =>
    Response.json(await saveCriterion(ctx, args.params.sheetId ?? "", criterionId, points)),
  );
  return outcome instanceof Response ? outcome : Response.json(outcome.data, { status: outcome.init?.status });
}
