import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { saveDesk } from "#app/domain/entries/commands/save-desk.server.ts";
import { deskSaveSchema } from "#app/domain/entries/desk/form.ts";
import { findUnitContest, listDesk, listDeskRows } from "#app/domain/entries/queries/desk.server.ts";
import { deskView } from "#app/http/desk-view.server.ts";
import { act } from "#app/http/form.server.ts";
import { load } from "#app/http/page.server.ts";
import { reasonWords } from "#app/http/words.server.ts";

/** The rows of the desk's page as they are now, in JSON. */
export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const contest = await findUnitContest(ctx, args.params.slug ?? "");
    const { rows } = await listDesk(ctx, contest.id, new URL(args.request.url).searchParams.get("after") ?? "");
    return Response.json({ rows: rows.map(deskView) });
  });

/** Rows saved by the desk while the teacher goes on; answers in JSON, row by row, with what the server has now. */
export async function action(args: ActionFunctionArgs): Promise<Response> {
  const outcome = await act(args, deskSaveSchema, async (ctx, { rows }) => {
    const contest = await findUnitContest(ctx, args.params.slug ?? "");
    const saved = await saveDesk(ctx, contest.id, rows);
    const now = new Map((await listDeskRows(ctx, contest.id, rows.map(({ id }) => id))).map((row) => [row.id, deskView(row)]));
    return Response.json({
      rows: saved.map((one) => {
        const row = now.get(one.id) ?? null;
        return one.ok ? { id: one.id, ok: true, version: one.version, row } : { ...one, words: reasonWords(one.reason, one.params), row };
      }),
    });
  });
  return outcome instanceof Response ? outcome : Response.json(outcome.data, { status: outcome.init?.status });
}
