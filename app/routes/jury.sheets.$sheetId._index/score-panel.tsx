import { Form, Link, useNavigation } from "@remix-run/react";
import { useState } from "react";
import { sheetTotal, greatestTotal } from "#app/domain/judging/points.ts";
import { isWaiting } from "#app/domain/judging/task-states.ts";
import type { SheetPlace, SheetView } from "#app/domain/judging/queries/sheet.server.ts";
import type { FormState } from "#app/http/form.server.ts";
import { m } from "#app/paraglide/messages.js";
import { roundHalfUp } from "#app/platform/decimal.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { FormError } from "#app/ui/form-error.tsx";
import { formatCount, formatScore, parsePoints } from "#app/ui/format.ts";
import { ScoreRuler } from "#app/ui/score-ruler.tsx";
import { CriteriaNote } from "./criteria-note.tsx";
import { Keys } from "./keys.tsx";
import { SaveWords } from "./save-words.tsx";
import { SecondLook } from "./second-look.tsx";
import { Texts } from "./texts.tsx";
import { useAutosave } from "./use-autosave.ts";

type Props = {
  sheet: SheetView;
  place: SheetPlace;
  state: FormState | undefined;
  keysOn: boolean;
  setKeysOn: (on: boolean) => void;
};

type Points = Record<string, number | null>;

/** What was kept, or typed and refused: nothing a judge has typed is lost. */
function startingPoints({ criteria }: SheetView, state: FormState | undefined): Points {
  return Object.fromEntries(
    criteria.map(({ id, points }) => {
      const typed = state?.values[`points.${id}`];
      const read = typeof typed === "string" ? parsePoints(typed) : undefined;
      return [id, read === undefined ? points : read];
    }),
  );
}

/** What the form sent and the server refused, by the field's name. */
function typedIn(state: FormState | undefined, name: string): string | undefined {
  const typed = state?.values[name];
  return typeof typed === "string" ? typed : undefined;
}

function Total({ sheet, points }: { sheet: SheetView; points: Points }) {
  const scored = Object.entries(points).filter((entry): entry is [string, number] => entry[1] !== null);
  const { total, missing } = sheetTotal(sheet.criteria, Object.fromEntries(scored));
  const most = formatScore(roundHalfUp(greatestTotal(sheet.criteria)));
  return (
    <p aria-live="polite">
      <b className="score-total">{formatScore(roundHalfUp(total))}</b>{" "}
      <span className="muted">
        {missing.length > 0 ? m.jury_total_missing({ most, missing: formatCount(missing.length) }) : m.jury_total_of({ most })}
      </span>
    </p>
  );
}

/** The judge's sheet: a ruler for each criterion, saved one by one, and the way to the next work. */
export function ScorePanel({ sheet, place, state, keysOn, setKeysOn }: Props) {
  const [points, setPoints] = useState<Points>(() => startingPoints(sheet, state));
  const [active, setActive] = useState<string | null>(null);
  const [faulty, setFaulty] = useState<ReadonlySet<string>>(new Set());
  const { save, drop, status } = useAutosave(sheet.id);
  const busy = useNavigation().state === "submitting";
  const locked = !isWaiting(sheet.state) || sheet.phase !== "judging";
  const faults = Object.entries(state?.errors ?? {}).filter(([name]) => !name.startsWith("points."));
  return (
    <Form method="post" className="score-panel" onSubmit={drop} preventScrollReset={false}>
      <SecondLook sheet={sheet} />
      <div className="flex flex-wrap items-center justify-between gap-x-3 small">
        <span className="muted">{locked ? m.jury_total_final() : m.jury_total_now()}</span>
        <SaveWords status={status} faulty={faulty.size > 0} locked={locked} submitted={sheet.submittedAt !== null} sheetId={sheet.id} />
      </div>
      <Total sheet={sheet} points={points} />
      <CriteriaNote sheet={sheet} />
      <FormError title={state?.formError} faults={faults.map(([id, message]) => ({ id, message }))} />
      {sheet.criteria.map((criterion) => (
        <ScoreRuler
          key={criterion.id}
          name={`points.${criterion.id}`}
          label={criterion.name}
          hint={criterion.guidance}
          max={criterion.maxPoints}
          step={criterion.step}
          value={points[criterion.id] ?? null}
          active={active === criterion.id}
          onFocus={() => setActive(criterion.id)}
          onChange={(value) => {
            setPoints((old) => ({ ...old, [criterion.id]: value }));
            const typed = value === null ? "" : String(value / 100);
            save(criterion.id, { to: "points", fields: { criterionId: criterion.id, points: typed } });
          }}
          onFault={(is) => setFaulty((old) => new Set([...old].filter((id) => id !== criterion.id).concat(is ? criterion.id : [])))}
          typed={state?.errors[`points.${criterion.id}`] ? typedIn(state, `points.${criterion.id}`) : undefined}
          error={state?.errors[`points.${criterion.id}`]}
          disabled={locked}
        />
      ))}
      <PanelActions {...{ sheet, place, busy, locked }} />
      <Texts sheet={sheet} typed={(name) => typedIn(state, name)} errors={state?.errors ?? {}} save={save} />
      <OtherWays sheet={sheet} />
      <Keys on={keysOn} onChange={setKeysOn} clip={sheet.picture?.medium === "video"} />
    </Form>
  );
}

function PanelActions({ sheet, place, busy, locked }: Pick<Props, "sheet" | "place"> & { busy: boolean; locked: boolean }) {
  const next = place.nextOpenId ? `/jury/sheets/${place.nextOpenId}` : null;
  const may = locked && sheet.phase === "judging";
  const lookOpen = sheet.look?.outcome === null;
  return (
    <div className="score-actions">
      {may && sheet.state === "done" && sheet.onPaper && !lookOpen ? <p className="muted">{m.keyin_on_paper()}</p> : null}
      {may && sheet.state === "done" && !sheet.onPaper && !lookOpen ? <Button name="next" value="reopen" icon="undo">{m.jury_reopen()}</Button> : null}
      {may && sheet.state === "abstained" ? <Button name="next" value="take-up" icon="undo">{m.tasks_take_up()}</Button> : null}
      {locked && next ? <LinkButton to={next} data-key="s" kind="primary">{m.jury_next_work()}</LinkButton> : null}
      {locked ? null : (
        <>
          {next ? <Button name="next" value="later" data-key="s" icon="clock" busy={busy}>{m.jury_later()}</Button> : null}
          <noscript>
            <Button name="next" value="save" icon="disk">{m.jury_save()}</Button>
          </noscript>
          <Button name="next" value="submit" kind="primary" iconAfter="next" busy={busy} data-submit-sheet>
            {next ? m.jury_submit_next() : m.jury_submit()}
          </Button>
        </>
      )}
    </div>
  );
}

/** The ways out of a work that cannot be scored, or why it was declined. */
function OtherWays({ sheet }: Pick<Props, "sheet">) {
  const page = `/jury/sheets/${sheet.id}`;
  if (sheet.abstainedBecause) return <p className="small muted">{m.tasks_abstained_note({ reason: sheet.abstainedBecause })}</p>;
  if (sheet.phase !== "judging") return null;
  return (
    <details className="score-keys small">
      <summary>{m.tasks_other_ways()}</summary>
      <ul className="stack mt-2">
        {sheet.state === "done" ? null : <li><Link to={`${page}/abstention`}>{m.tasks_abstain()}</Link></li>}
        <li><Link to={`${page}/recusal`}>{m.tasks_recuse()}</Link></li>
      </ul>
    </details>
  );
}
