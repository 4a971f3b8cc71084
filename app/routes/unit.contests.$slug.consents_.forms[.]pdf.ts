import type { LoaderFunctionArgs } from "@remix-run/node";
import { consentForms } from "#app/domain/documents/consent-forms.server.ts";
import { findUnitContest } from "#app/domain/entries/queries/for-unit.server.ts";
import { load } from "#app/http/page.server.ts";

/** The printed forms: of every child, `?lacking=yes` of those who cannot take part yet, `?blank=yes` to fill in by hand. */
export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const contest = await findUnitContest(ctx, args.params.slug ?? "");
    const query = new URL(args.request.url).searchParams;
    const ask = { blank: query.has("blank"), lacking: query.has("lacking") };
    const body = await consentForms(ctx, contest, ask);
    return new Response(new Uint8Array(body), {
      headers: {
        "Content-Type": "application/pdf",
        "Content-Disposition": `inline; filename="phieu-dong-y-${contest.slug}${ask.blank ? "-trong" : ""}.pdf"`,
        "Content-Length": String(body.length),
        "Cache-Control": "private, no-store",
      },
    });
  });
