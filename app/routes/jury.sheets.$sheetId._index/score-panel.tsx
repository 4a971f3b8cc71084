import { Form, Link, useNavigation } from "@remix-run/react";
import { useState } from "react";
import { sheetTotal, greatestTotal } from "#app/domain/judging/points.ts";
import { isWaiting } from "#app/domain/judging/task-states.ts";
import type { OwnChoice } from "#app/domain/judging/queries/choice.server.ts";
import type { SheetPlace, SheetView } from "#app/domain/judging/queries/sheet.server.ts";
import { ballotWords } from "#app/http/ballot-words.ts";
import type { FormState } from "#app/http/form.server.ts";
import { m } from "#app/paraglide/messages.js";
import { roundHalfUp } from "#app/platform/decimal.ts";
import { FormError } from "#app/ui/form-error.tsx";
import { formatCount, formatScore } from "#app/ui/format.ts";
import { ScoreRuler } from "#app/ui/score-ruler.tsx";
import { BallotChoice } from "./ballot-choice.tsx";
import { CriteriaNote } from "./criteria-note.tsx";
import { Keys } from "./keys.tsx";
import { ChoiceActions, PanelActions } from "./panel-actions.tsx";
import { SaveWords } from "./save-words.tsx";
import { SecondLook } from "./second-look.tsx";
import { Texts } from "./texts.tsx";
import { useAutosave } from "./use-autosave.ts";
import { type Points, startingPoints, useTruth } from "./use-truth.ts";

type Props = {
  sheet: SheetView;
  place: SheetPlace;
  choice: OwnChoice | null;
  state: FormState | undefined;
  keysOn: boolean;
  setKeysOn: (on: boolean) => void;
};

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

const yes = (points: Points) => Object.values(points).filter((value) => (value ?? 0) > 0).length;

/** The judge's sheet: a ruler for each criterion or a vote, saved one by one, and the way to the next work. */
export function ScorePanel({ sheet, place, choice, state, keysOn, setKeysOn }: Props) {
  const [points, setPoints] = useState<Points>(() => startingPoints(sheet, state));
  const [active, setActive] = useState<string | null>(null);
  const [faulty, setFaulty] = useState<ReadonlySet<string>>(new Set());
  const { save, drop, status } = useAutosave(sheet.id);
  const busy = useNavigation().state === "submitting";
  const locked = !isWaiting(sheet.state) || sheet.phase !== "judging";
  const give = (criterionId: string, value: number | null) => {
    setPoints((old) => ({ ...old, [criterionId]: value }));
    save(criterionId, { to: "points", fields: { criterionId, points: value === null ? "" : String(value / 100) } });
  };
  useTruth(sheet, status, setPoints);
  const picked = (choice?.picked ?? 0) + yes(points) - yes(startingPoints(sheet, undefined));
  const faults = Object.entries(state?.errors ?? {}).filter(([name]) => !name.startsWith("points."));
  const said = <SaveWords status={status} faulty={faulty.size > 0} locked={locked} submitted={sheet.submittedAt !== null} sheetId={sheet.id} />;
  return (
    <Form method="post" className="score-panel" onSubmit={drop} preventScrollReset={false}>
      <SecondLook sheet={sheet} />
      <div className="flex flex-wrap items-center justify-between gap-x-3 small">
        <span className="muted">{sheet.ballot ? ballotWords(sheet.ballot) : locked ? m.jury_total_final() : m.jury_total_now()}</span>
        {sheet.ballot ? null : said}
      </div>
      {sheet.ballot ? null : <Total sheet={sheet} points={points} />}
      {choice ? <b className="num" aria-live="polite">{m.ballot_picked_of({ picked: formatCount(picked), picks: formatCount(choice.most) })}</b> : null}
      {sheet.ballot ? null : <CriteriaNote sheet={sheet} />}
      <FormError title={sheet.ballot ? undefined : state?.formError} faults={faults.map(([id, message]) => ({ id, message }))} />
      {sheet.criteria.map((criterion) => sheet.ballot ? (
        <BallotChoice
          key={criterion.id}
          ballot={sheet.ballot}
          name={`points.${criterion.id}`}
          value={points[criterion.id] ?? null}
          full={choice !== null && picked >= choice.picks}
          onChange={(value) => give(criterion.id, value)}
          error={state?.errors[`points.${criterion.id}`] ?? state?.formError ?? undefined}
          disabled={locked}
          status={said}
        />
      ) : (
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
          onChange={(value) => give(criterion.id, value)}
          onFault={(is) => setFaulty((old) => new Set([...old].filter((id) => id !== criterion.id).concat(is ? criterion.id : [])))}
          typed={state?.errors[`points.${criterion.id}`] ? typedIn(state, `points.${criterion.id}`) : undefined}
          error={state?.errors[`points.${criterion.id}`]}
          disabled={locked}
        />
      ))}
      {choice ? <ChoiceActions {...{ sheet, place }} /> : <PanelActions {...{ sheet, place, busy, locked }} />}
      <Texts sheet={sheet} typed={(name) => typedIn(state, name)} errors={state?.errors ?? {}} save={save} />
      <OtherWays sheet={sheet} />
      <Keys on={keysOn} onChange={setKeysOn} clip={sheet.picture?.medium === "video"} ballot={sheet.ballot} />
    </Form>
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
