import type { PanelSnapshot } from "#app/domain/awards/panel.ts";
import { methodWord } from "#app/http/method-words.ts";
import { m } from "#app/paraglide/messages.js";
import { Card } from "#app/ui/card.tsx";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { formatCount } from "#app/ui/format.ts";
import { whyAll } from "./words.ts";

/** Which way of counting fits, and why, with what each other would change. */
export function Advice({ snapshot }: { snapshot: PanelSnapshot }) {
  const { advice, method } = snapshot;
  const why = whyAll(advice.why);
  return (
    <Card title={m.panel_advice_title()}>
      <p>{m.panel_advice_counts({ method: lower(methodWord[method]()) })}</p>
      <p className="mb-3">
        {advice.recommended === method
          ? m.panel_advice_fits({ why })
          : m.panel_advice_other({ method: lower(methodWord[advice.recommended]()), why })}
      </p>
      <Methods snapshot={snapshot} />
    </Card>
  );
}

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

type Row = PanelSnapshot["methods"][number] & { note: string };

function Methods({ snapshot }: { snapshot: PanelSnapshot }) {
  const rows = snapshot.methods.map((outcome): Row => {
    const verdict = snapshot.advice.methods.find(({ method }) => method === outcome.method);
    const against = whyAll(verdict?.against ?? []);
    return { ...outcome, note: verdict && !verdict.offered ? m.panel_methods_withheld({ why: against }) : against };
  });
  const columns: Column<Row>[] = [
    { key: "method", header: m.panel_methods_method(), card: "title", cell: (row) => <Named row={row} counts={snapshot.method} /> },
    { key: "moved", header: m.panel_methods_moved(), align: "number", cell: ({ moved }) => formatCount(moved) },
    ...snapshot.cuts.map((places, at): Column<Row> => ({
      key: `cut-${places}`, header: m.panel_methods_cut({ places: formatCount(places) }),
      cell: (row) => changeWords(row.cuts[at]!),
    })),
    { key: "note", header: m.panel_methods_note(), cell: ({ note }) => note || m.ui_table_empty_value() },
  ];
  return <DataTable caption={m.panel_methods_caption()} columns={columns} rows={rows} rowKey={({ method }) => method} />;
}

const Named = ({ row, counts }: { row: Row; counts: string }) => (
  <>
    <b>{methodWord[row.method]()}</b>
    {row.method === counts ? <small className="block muted">{m.panel_methods_counts()}</small> : null}
  </>
);

function changeWords({ entering, leaving }: Row["cuts"][number]): string {
  if (entering.length === 0 && leaving.length === 0) return m.panel_methods_same();
  const list = (codes: string[]) => codes.join(", ") || m.panel_methods_nobody();
  return m.panel_methods_change({ entering: list(entering), leaving: list(leaving) });
}
