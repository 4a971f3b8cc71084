import { writeTemplate } from "#app/domain/entries/import/template.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { loadDesk } from "./desk.server.ts";

/** The list to fill in for a contest, as a file. */
export async function templateOf(ctx: Context, params: Record<string, string | undefined>): Promise<Response> {
  const { contest, categories } = await loadDesk(ctx, params);
  const body = await writeTemplate({ ...contest, categories: categories.map(({ name }) => name) }, ctx.now);
  return new Response(new Uint8Array(body), {
    headers: {
      "Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "Content-Disposition": `attachment; filename="mau-danh-sach-${contest.slug}.xlsx"`,
      "Content-Length": String(body.length),
      "Cache-Control": "private, no-store",
    },
  });
}
