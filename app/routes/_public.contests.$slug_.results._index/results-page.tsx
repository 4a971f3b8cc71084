import type { CategoryResults } from "#app/domain/awards/model.ts";
import type { PublicWork } from "#app/domain/gallery/public-works.server.ts";
import type { PublishedRound } from "#app/domain/gallery/results.server.ts";
import { m } from "#app/paraglide/messages.js";
import { CrayonStroke, CrayonUnderline } from "#app/ui/crayon.tsx";
import { DataTable, type Column } from "#app/ui/data-table.tsx";
import { formatCount, formatDate } from "#app/ui/format.ts";
import { Tabs } from "#app/ui/tabs.tsx";
import { WinnerFigure } from "./winner-figure.tsx";

type Props = { slug: string; round: PublishedRound; chain: { ordinal: number; name: string }[]; works: PublicWork[] };

const columns = (): Column<CategoryResults>[] => [
  { key: "name", header: m.public_results_category(), card: "title", cell: (row) => <b>{row.name}</b> },
  { key: "received", header: m.public_results_received(), align: "number", cell: (row) => formatCount(row.received) },
  { key: "valid", header: m.public_results_valid(), align: "number", cell: (row) => formatCount(row.valid) },
  { key: "judged", header: m.public_results_judged(), align: "number", cell: (row) => formatCount(row.judged) },
  { key: "awarded", header: m.public_results_awarded(), align: "number", cell: (row) => formatCount(row.awarded) },
  { key: "nominated", header: m.public_results_nominated(), align: "number", cell: (row) => formatCount(row.nominated) },
];

function lead({ results, ordinal }: PublishedRound): string {
  const counts = results.categories
    .map(({ name, received }) => m.public_results_count({ count: formatCount(received), category: name.toLowerCase() }))
    .join(", ");
  const units = formatCount(results.units.participating);
  return ordinal === 1 ? m.public_results_lead({ counts, units }) : m.public_results_lead_next({ counts, units });
}

function Winners({ works, index }: { works: PublicWork[]; index: number }) {
  const first = works[0];
  if (!first) return null;
  const colours = ["yellow", "green", "sky", "purple", "red"] as const;
  return (
    <section className="public-section mt-14">
      <CrayonStroke colour={colours[index % colours.length]!} />
      <h2 className="public-heading">{first.categoryName}</h2>
      <ul className="mt-6 grid gap-x-8 gap-y-10 sm:grid-cols-2 lg:grid-cols-3">
        {works.map((work, at) => (
          <li key={work.entryId} className={at === 0 ? "sm:col-span-2 lg:row-span-2" : undefined}>
            <WinnerFigure work={work} large={at === 0} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The prizes of a published round: title, category and prize always; picture and names as the families allowed. */
export function ResultsPage({ slug, round, chain, works }: Props) {
  const codes = [...new Set(works.map(({ categoryCode }) => categoryCode))];
  const data = round.ordinal === 1 ? `/contests/${slug}/results.json` : `/contests/${slug}/rounds/${round.ordinal}/results.json`;
  return (
    <div className="wrap pb-16 pt-10">
      <p className="eyebrow">{m.public_results_published({ round: round.name, date: formatDate(round.publishedAt) })}</p>
      <h1 className="public-title">
        {m.public_results_title()} <CrayonUnderline>{m.public_results_title_end()}</CrayonUnderline>
      </h1>
      <p className="muted mt-4 text-lg">{lead(round)}</p>
      {chain.length > 1 ? (
        <div className="mt-6">
          <Tabs
            label={m.public_results_rounds()}
            look="pills"
            tabs={chain.map(({ ordinal, name }) => ({
              to: `/contests/${slug}/results/${ordinal}`, label: name, current: ordinal === round.ordinal,
            }))}
          />
        </div>
      ) : null}
      {codes.map((code, index) => (
        <Winners key={code} index={index} works={works.filter(({ categoryCode }) => categoryCode === code)} />
      ))}
      <section className="public-section mt-14">
        <h2 className="public-heading">{m.public_results_figures()}</h2>
        <div className="mt-6">
          <DataTable caption={m.public_results_figures()} columns={columns()} rows={round.results.categories} rowKey={(row) => row.code} />
        </div>
        <p className="mt-4 small">
          <a href={data}>{m.public_results_open_data()}</a>
        </p>
      </section>
    </div>
  );
}
