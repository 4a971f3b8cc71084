import { Form } from "@remix-run/react";
import { useEffect, useRef } from "react";
import type { CriteriaVersionInput } from "#app/domain/contests/forms.ts";
import type { Revision } from "#app/domain/judging/criteria-plan.server.ts";
import { keepsPoints, type LineChange, type VersionEffect } from "#app/domain/judging/criteria-version.ts";
import { greatestTotal } from "#app/domain/judging/points.ts";
import { m } from "#app/paraglide/messages.js";
import { formatHundredths, roundHalfUp } from "#app/platform/decimal.ts";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { formatCount, formatScore } from "#app/ui/format.ts";
import { Note } from "#app/ui/note.tsx";

const changeWords: Record<LineChange, () => string> = {
  same: m.criteria_change_same, words: m.criteria_change_words, weight: m.criteria_change_weight, scale: m.criteria_change_scale,
  new: m.criteria_change_new,
};

/** What becomes of the sheets, one sentence for each kind there is. */
function Sheets({ effect }: { effect: VersionEffect }) {
  const { handedIn, begun, untouched, returned, judges } = effect;
  const gone = judges.filter((judge) => judge.left && judge.returned > 0);
  const stay = handedIn - returned;
  const names = gone.map(({ name }) => name).join(", ");
  const lost = gone.reduce((sum, judge) => sum + judge.returned, 0);
  return (
    <>
      <ul className="stack">
        {returned > 0 ? <li><b>{m.criteria_effect_returned({ count: formatCount(returned) })}</b></li> : null}
        {stay > 0 ? <li>{m.criteria_effect_done({ count: formatCount(stay) })}</li> : null}
        {begun > 0 ? <li>{m.criteria_effect_begun({ count: formatCount(begun) })}</li> : null}
        {untouched > 0 ? <li>{m.criteria_effect_untouched({ count: formatCount(untouched) })}</li> : null}
        {handedIn + begun === 0 ? <li>{m.criteria_effect_none()}</li> : null}
      </ul>
      {lost > 0 ? <Note tone="warn">{m.criteria_effect_left({ names, count: formatCount(lost) })}</Note> : null}
    </>
  );
}

function Judges({ effect }: { effect: VersionEffect }) {
  const rows = effect.judges.filter(({ handedIn, begun }) => handedIn + begun > 0);
  if (rows.length === 0) return null;
  return (
    <DataTable
      caption={m.criteria_judges()} rows={rows} rowKey={({ judgeId }) => judgeId}
      columns={[
        { key: "judge", header: m.criteria_judge(), card: "title", cell: ({ name, left }) => (left ? m.criteria_judge_left({ name }) : name) },
        { key: "done", header: m.criteria_judge_done(), align: "number", cell: ({ handedIn }) => formatCount(handedIn) },
        { key: "begun", header: m.criteria_judge_begun(), align: "number", cell: ({ begun }) => formatCount(begun) },
        { key: "returned", header: m.criteria_judge_returned(), align: "number", cell: ({ returned }) => formatCount(returned) },
      ]}
    />
  );
}

const most = (criteria: Parameters<typeof greatestTotal>[0]) => formatScore(roundHalfUp(greatestTotal(criteria)));

/** What a previewed version would do, and the button that does just that: it carries what was seen. */
export function Effect({ input, revision, busy }: { input: CriteriaVersionInput; revision: Revision; busy: boolean }) {
  const { standing, plan, effect } = revision;
  const number = standing.number + 1;
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => {
    card.current?.focus();
  }, [revision]);
  const rows = [
    ...plan.lines.map(({ name, change }, at) => ({ key: `line ${at}`, name, words: changeWords[change](), scored: !keepsPoints(change) })),
    ...plan.removed.map(({ id, name }) => ({ key: id, name, words: m.criteria_change_removed(), scored: true })),
  ];
  const [before, after] = [most(standing.criteria), most(plan.lines)];
  return (
    <div ref={card} tabIndex={-1}>
      <Card title={m.criteria_effect({ number })}>
        <div className="stack-wide">
          <Sheets effect={effect} />
          {before === after ? null : <p>{m.criteria_effect_total({ before, after })}</p>}
          <DataTable
            caption={m.criteria_changes()} rows={rows} rowKey={({ key }) => key} rowTone={({ scored }) => (scored ? "zone" : undefined)}
            columns={[
              { key: "name", header: m.criteria_column_name(), card: "title", cell: ({ name }) => name },
              { key: "change", header: m.criteria_column_change(), cell: ({ words }) => words },
            ]}
          />
          <Judges effect={effect} />
          <Form method="post">
            <input type="hidden" name="base" value={input.base} />
            <input type="hidden" name="reason" value={input.reason} />
            {input.criteria.flatMap((one, at) => Object.entries(typedLine(one)).map(([key, value]) => (
              <input key={`${at} ${key}`} type="hidden" name={`criteria.${at}.${key}`} value={value} />
            )))}
            <Button name="next" value="confirm" kind="primary" icon="check" busy={busy}>{m.criteria_confirm({ number })}</Button>
          </Form>
        </div>
      </Card>
    </div>
  );
}

const typedLine = ({ maxPoints, step, weight, ...words }: CriteriaVersionInput["criteria"][number]) => ({
  ...words, maxPoints: formatHundredths(maxPoints), step: formatHundredths(step), weight: formatHundredths(weight),
});
