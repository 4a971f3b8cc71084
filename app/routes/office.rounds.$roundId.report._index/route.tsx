import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { findReport } from "#app/domain/documents/report.server.ts";
import { load } from "#app/http/page.server.ts";
import { unitNoun } from "#app/http/unit-nouns.ts";
import { m } from "#app/paraglide/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import { formatDate } from "#app/ui/format.ts";
import { Note } from "#app/ui/note.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Shares } from "./shares.tsx";
import { DivisionTable, UnitTable } from "./tables.tsx";

export const loader = (args: LoaderFunctionArgs) =>
  load(args, async (ctx) => {
    const roundId = args.params.roundId ?? "";
    return { roundId, now: ctx.now, report: await findReport(ctx, roundId) };
  });

const sexWords = {
  female: m.office_report_female,
  male: m.office_report_male,
  undisclosed: m.office_report_undisclosed,
} as const;

export default function ReportPage() {
  const { roundId, now, report } = useLoaderData<typeof loader>();
  const { total } = report;
  return (
    <>
      <PageHeader
        title={m.office_report_title()}
        hint={m.office_report_hint({ round: report.roundName, date: formatDate(now) })}
        actions={
          <LinkButton to={`/office/rounds/${roundId}/report.xlsx`} reloadDocument kind="primary" icon="download">
            {m.office_report_download()}
          </LinkButton>
        }
      />
      <div className="stack-wide">
        <section className="card" aria-label={m.office_report_sentence()}>
          <p className="text-[1.125rem] font-semibold leading-relaxed" lang="vi">{report.sentence}.</p>
          <p className="small muted mt-2">{m.office_report_sentence_hint()}</p>
        </section>
        {report.published ? null : <Note tone="info">{m.office_report_unpublished()}</Note>}
        <section>
          <h2 className="section-title mb-3">
            {m.office_report_by_unit({ units: unitNoun(report.unitKind) })}
          </h2>
          <UnitTable report={report} />
          <p className="small muted mt-2 num">
            {m.office_report_equation({
              received: total.received, valid: total.valid, rejected: total.rejected, withdrawn: total.withdrawn,
            })}
            {total.pending > 0 ? ` ${m.office_report_equation_pending({ count: total.pending })}` : ""}{" "}
            {m.office_report_once()}
          </p>
        </section>
        <section>
          <h2 className="section-title mb-3">{m.office_report_by_division()}</h2>
          <DivisionTable report={report} />
        </section>
        <section className="grid gap-5 sm:grid-cols-2 xl:grid-cols-3">
          <Shares
            title={m.office_report_by_sex()} total={total.children}
            shares={report.sexes.map(({ value, children }) => ({ label: sexWords[value](), children }))}
          />
          <Shares
            title={m.office_report_by_age()} total={total.children}
            shares={report.ages.map(({ value, children }) => ({ label: m.office_report_age({ age: value }), children }))}
          />
          <Shares
            title={m.office_report_by_people()} total={total.children}
            shares={report.peoples.map(({ value, children }) => ({ label: value ?? m.office_report_undisclosed(), children }))}
          />
        </section>
      </div>
    </>
  );
}

export const meta: MetaFunction = () => [{ title: m.office_report_title() }];

export { RouteErrorBoundary as ErrorBoundary } from "#app/http/error-boundary.tsx";
