import type { PanelSnapshot } from "#app/domain/awards/panel.ts";
import { m } from "#app/paraglide/messages.js";
import { formatHundredths, roundHalfUp } from "#app/platform/decimal.ts";
import { Card } from "#app/ui/card.tsx";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { formatCount } from "#app/ui/format.ts";
import { coefficient, iccLevel, kendallLevel, noneWords } from "./words.ts";

type Row = PanelSnapshot["judges"][number];

const points = (hundredths: number) => formatHundredths(Math.round(hundredths), true).replace("-", "−");

/** What each judge did: mean, spread, histogram and agreement with the others. */
export function Judges({ snapshot }: { snapshot: PanelSnapshot }) {
  const columns: Column<Row>[] = [
    { key: "judge", header: m.panel_judges_judge(), card: "title", cell: ({ judgeId }) => <b>{judgeId}</b> },
    { key: "sheets", header: m.panel_judges_sheets(), align: "number", cell: ({ sheets }) => formatCount(sheets) },
    { key: "mean", header: m.panel_judges_mean(), align: "number", cell: ({ mean }) => points(roundHalfUp(mean)) },
    { key: "deviation", header: m.panel_judges_deviation(), align: "number", cell: ({ deviation }) => points(deviation) },
    {
      key: "difference", header: m.panel_judges_difference(), align: "number",
      cell: ({ meanDifference }) => (meanDifference ? points(roundHalfUp(meanDifference)) : m.ui_table_empty_value()),
    },
    {
      key: "agreement", header: m.panel_judges_agreement(), align: "number",
      cell: ({ correlation }) => (correlation.ok ? coefficient(correlation.value) : <small>{noneWords(correlation.reason)}</small>),
    },
    { key: "histogram", header: m.panel_judges_histogram(), cell: ({ histogram }) => <Histogram bins={histogram} /> },
  ];
  return (
    <section>
      <h2 className="section-title mb-3">{m.panel_judges_title()}</h2>
      <DataTable caption={m.panel_judges_title()} columns={columns} rows={snapshot.judges} rowKey={({ judgeId }) => judgeId} />
      <p className="small muted mt-2">{m.panel_judges_agreement_hint()}</p>
    </section>
  );
}

const [BAR, GAP, HEIGHT] = [9, 2, 28];

function Histogram({ bins }: { bins: readonly number[] }) {
  const most = Math.max(1, ...bins);
  const width = bins.length * (BAR + GAP) - GAP;
  return (
    <svg viewBox={`0 0 ${width} ${HEIGHT}`} width={width} height={HEIGHT} role="img" aria-label={m.panel_judges_histogram_label({ bins: bins.join(", ") })}>
      {bins.map((count, at) => {
        const height = Math.max(1, Math.round((count / most) * HEIGHT));
        return <rect key={at} x={at * (BAR + GAP)} y={HEIGHT - height} width={BAR} height={height} fill="currentColor" opacity={count > 0 ? 0.75 : 0.2} />;
      })}
    </svg>
  );
}

/** How far the panel can be relied on, a sentence for each coefficient. */
export function ReliabilityCard({ snapshot: { reliability } }: { snapshot: PanelSnapshot }) {
  const { icc, kendall, judges, entries, leftOut } = reliability;
  const sentence = (figure: typeof kendall, name: string, words: (value: number) => string) =>
    figure.ok ? words(figure.value) : m.panel_reliability_none({ name, reason: noneWords(figure.reason) });
  return (
    <Card title={m.panel_reliability_title()}>
      <ul className="grid gap-2">
        <li>{sentence(icc.single, "ICC(2,1)", (value) => m.panel_reliability_single({ value: coefficient(value), level: iccLevel(value) }))}</li>
        <li>{sentence(icc.average, `ICC(2,${judges})`, (value) => m.panel_reliability_average({ value: coefficient(value), judges, level: iccLevel(value) }))}</li>
        <li>{sentence(kendall, "Kendall W", (value) => m.panel_reliability_kendall({ value: coefficient(value), level: kendallLevel(value) }))}</li>
      </ul>
      <p className="small muted mt-2">{m.panel_reliability_basis({ entries: formatCount(entries), left: formatCount(leftOut) })}</p>
    </Card>
  );
}

/** Entries on which judges are further apart than the round allows. */
export function Alerts({ snapshot: { alerts, alerted } }: { snapshot: PanelSnapshot }) {
  if (alerted === 0) return null;
  return (
    <Card title={m.panel_alerts_title()} aside={formatCount(alerted)}>
      <ul className="grid gap-2 num">
        {alerts.slice(0, 20).map(({ code, spread, lowest, highest }) => (
          <li key={code}>
            {m.panel_alerts_line({ code, spread: points(roundHalfUp(spread)), lowest: lowest.join(", "), highest: highest.join(", ") })}
          </li>
        ))}
      </ul>
      {alerted > 20 ? <p className="small muted mt-2">{m.panel_alerts_more({ count: formatCount(alerted - 20) })}</p> : null}
    </Card>
  );
}
