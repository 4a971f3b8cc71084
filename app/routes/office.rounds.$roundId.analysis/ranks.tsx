import type { PanelSnapshot } from "#app/domain/awards/panel.ts";
import type { Ballot } from "#app/domain/judging/ballot.ts";
import { resultHeading } from "#app/http/ballot-words.ts";
import { methodWord } from "#app/http/method-words.ts";
import { m } from "#app/paraglide/messages.js";
import { Card } from "#app/ui/card.tsx";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { formatCount } from "#app/ui/format.ts";
import { percent } from "./words.ts";

type Row = PanelSnapshot["rows"][number];

/** The top of the ranking under each way of counting, with how sure each place is. */
export function Ranks({ snapshot, ballot }: { snapshot: PanelSnapshot; ballot: Ballot | null }) {
  const votes = ballot !== null && ballot.kind !== "stars";
  const columns: Column<Row>[] = [
    { key: "code", header: m.panel_ranks_code(), card: "title", cell: ({ code }) => <b className="num whitespace-nowrap">{code}</b> },
    { key: "score", header: ballot ? resultHeading(ballot) : m.panel_ranks_score(), align: "number", cell: ({ display }) => (votes ? wholeOf(display) : display) },
    ...(votes ? snapshot.methods.slice(0, 1) : snapshot.methods).map(({ method }, at): Column<Row> => ({
      key: method, header: votes ? m.office_decision_rank() : methodWord[method](), align: "number", cell: ({ rank, ranks }) => <Rank rank={ranks[at] ?? null} counts={rank} />,
    })),
    ...(votes ? [] : snapshot.cuts).map((places, at): Column<Row> => ({
      key: `chance-${places}`, header: m.panel_ranks_chance({ places: formatCount(places) }), align: "number",
      cell: ({ above }) => percent(above[at] ?? 0),
    })),
  ];
  const title = votes ? m.ballot_ranks_title() : m.panel_ranks_title();
  return (
    <section>
      <h2 className="section-title mb-3">{title}</h2>
      <DataTable
        caption={title} columns={columns} rows={snapshot.rows} rowKey={({ code }) => code}
        rowTone={({ discuss }) => (!votes && discuss.length > 0 ? "zone" : undefined)}
      />
    </section>
  );
}

/** Votes are whole: "2,00" of the snapshot is two. */
const wholeOf = (display: string) => display.replace(/[.,]00$/, "");

const Rank = ({ rank, counts }: { rank: number | null; counts: number }) =>
  rank === null ? <>{m.ui_table_empty_value()}</> : rank === counts ? <>{rank}</> : <b className="text-warn">{rank}</b>;

/** The entries whose place depends on who judged. */
export function Discussion({ snapshot }: { snapshot: PanelSnapshot }) {
  return (
    <Card title={m.panel_discuss_title()} aside={formatCount(snapshot.discussed)}>
      <p className="small muted mb-2">{m.panel_discuss_text()}</p>
      <ul className="grid gap-2 num">
        {snapshot.cuts.map((places, at) => {
          const listed = snapshot.rows.filter(({ discuss }) => discuss.includes(places));
          const list = listed.map(({ code, above }) => `${code} (${percent(above[at] ?? 0)})`).join(", ");
          return <li key={places}>{m.panel_discuss_cut({ places: formatCount(places), list: list || m.panel_discuss_none() })}</li>;
        })}
      </ul>
    </Card>
  );
}
