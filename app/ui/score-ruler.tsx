import { useEffect, useId, useRef, useState } from "react";
import type { CSSProperties, ReactNode } from "react";
import { checkPoints } from "#app/domain/judging/points.ts";
import { type DecimalFault, parseHundredths } from "#app/platform/decimal.ts";
import { cx } from "#app/ui/cx.ts";
import { FieldNote } from "#app/ui/field.tsx";
import { formatScore } from "#app/ui/format.ts";
import { Icon } from "#app/ui/icon.tsx";
import { m } from "#app/paraglide/messages.js";

type ScoreRulerProps = {
  /** The field's name; it posts what is typed, e.g. "27" or "7,5": read it with parsePoints. */
  name: string;
  /** The criterion. */
  label: string;
  /** Its guidance, shown with it. */
  hint?: ReactNode;
  /** Hundredths of a point, as everywhere. */
  max: number;
  step: number;
  /** Controlled when given; null is not scored. */
  value?: number | null;
  defaultValue?: number | null;
  /** What was typed and refused by the server; stands in the field until it is put right. */
  typed?: string | undefined;
  /** A new valid score, or null when the number was cleared. */
  onChange?: (value: number | null) => void;
  /** The criterion in hand: lavender ground. */
  active?: boolean;
  onFocus?: () => void;
  /** Told when what stands in the field stops or starts being points, so that nobody calls it saved. */
  onFault?: (faulty: boolean) => void;
  error?: ReactNode;
  disabled?: boolean;
};

/** Whether hundredths are a score of this criterion: between 0 and the maximum, on a step or the maximum itself. */
export const isScore = (value: number, max: number, step: number): boolean => checkPoints({ maxPoints: max, step }, value).ok;

/** The score one step away, kept within the criterion; from “not scored” down is 0 and up is one step. */
export function stepScore(value: number | null, direction: 1 | -1, max: number, step: number): number {
  const steps = (value ?? 0) / step;
  const next = direction > 0 ? Math.floor(steps) + 1 : Math.ceil(steps) - 1;
  return Math.min(max, Math.max(0, next * step));
}

const unreadable: Record<DecimalFault, () => string> = {
  "number-empty": m.errors_not_a_number,
  "not-a-number": m.errors_not_a_number,
  "number-negative": m.errors_points_negative,
  "number-too-fine": m.errors_number_too_fine,
  "number-too-big": m.errors_number_too_big,
};

type Typed = { ok: true; value: number | null } | { ok: false; fault: string };

/** Typed points of a criterion, null when the field is empty; else what is wrong with them, as the server would say it. */
export function readTyped(text: string, max: number, step: number): Typed {
  if (text.trim() === "") return { ok: true, value: null };
  const read = parseHundredths(text);
  if (!read.ok) return { ok: false, fault: unreadable[read.reason]() };
  const check = checkPoints({ maxPoints: max, step }, read.value);
  if (check.ok) return check;
  const shown = { points: formatScore(read.value), max: formatScore(max), step: formatScore(step) };
  return { ok: false, fault: check.reason === "points-above-maximum" ? m.errors_points_above_maximum(shown) : m.errors_points_off_step(shown) };
}

function useScore({ value, defaultValue = null, typed: refused, onChange, onFault, max, step }: ScoreRulerProps) {
  const [own, setOwn] = useState<number | null>(defaultValue);
  const [draft, setDraft] = useState<string | null>(refused ?? null);
  const [touched, setTouched] = useState(false);
  const score = value === undefined ? own : value;
  const read: Typed = draft === null ? { ok: true, value: score } : readTyped(draft, max, step);
  const commit = (next: number | null) => {
    setDraft(null);
    setTouched(true);
    onFault?.(false);
    setOwn(next);
    if (next !== score) onChange?.(next);
  };
  const type = (text: string) => {
    const typed = readTyped(text, max, step);
    setDraft(text);
    setTouched(true);
    onFault?.(!typed.ok);
    if (!typed.ok) return;
    setOwn(typed.value);
    if (typed.value !== score) onChange?.(typed.value);
  };
  const text = draft ?? (score === null ? "" : formatScore(score));
  return { score, text, fault: read.ok ? null : read.fault, touched, commit, type, settle: () => setDraft(read.ok ? null : draft) };
}

type TrackProps = Pick<ScoreRulerProps, "label" | "max" | "step" | "disabled"> & {
  score: number | null;
  commit: (next: number | null) => void;
};

function Track({ label, max, step, disabled, score, commit }: TrackProps) {
  const points = { value: formatScore(score), max: formatScore(max) };
  return (
    <input
      type="range"
      className="ruler-range"
      aria-label={label}
      aria-valuetext={score === null ? m.ui_ruler_unscored({ max: points.max }) : m.ui_ruler_value(points)}
      min={0}
      max={max}
      step={step}
      value={score ?? 0}
      disabled={disabled}
      onChange={(event) => commit(Number(event.currentTarget.value))}
      onPointerUp={(event) => {
        if (score === null) commit(Number(event.currentTarget.value));
      }}
      onKeyDown={(event) => {
        if (score === null && event.key === "Home") commit(0);
      }}
    />
  );
}

/**
 * Thước điểm: tap, drag, arrow keys, − and + of 44 px, or type the digits. Not scored is a dashed thumb and
 * an empty number, never 0. One range control for screen readers; without script only the number is shown.
 */
export function ScoreRuler(props: ScoreRulerProps) {
  const { name, label, hint, max, step, active, error, disabled, onFocus } = props;
  const id = useId();
  const number = useRef<HTMLInputElement>(null);
  const { score, text, fault: typedFault, touched, commit, type, settle } = useScore(props);
  useEffect(() => {
    // On a slow line a judge may have typed before the scripts came.
    const early = number.current?.value;
    if (early !== undefined && early !== text) type(early);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once, when the scripts take over
  }, []);
  const limits = { max: formatScore(max), step: formatScore(step) };
  const fault = typedFault ? m.ui_ruler_kept({ fault: typedFault }) : touched ? undefined : error;
  const share = score === null ? 0 : score / max;
  const nudge = (direction: 1 | -1) => () => commit(stepScore(score, direction, max, step));
  return (
    <div
      className={cx("ruler", active && "ruler-active", score === null && "ruler-unscored")}
      style={{ "--share": share, "--ticks": Math.min(60, Math.round(max / step)) } as CSSProperties}
      onFocus={onFocus}
    >
      <div className="ruler-head">
        <label htmlFor={id} className="ruler-label">
          {label}
          {hint ? <small id={`${id}-hint`}>{hint}</small> : null}
        </label>
        <span className="ruler-points num">
          <input
            ref={number}
            id={id}
            name={name}
            className="ruler-number"
            type="text"
            inputMode="decimal"
            autoComplete="off"
            aria-label={m.ui_ruler_typed({ criterion: label })}
            aria-invalid={fault ? true : undefined}
            aria-describedby={fault ? `${id}-error` : hint ? `${id}-hint` : undefined}
            placeholder="–"
            size={4}
            value={text}
            disabled={disabled}
            onChange={(event) => type(event.currentTarget.value)}
            onFocus={(event) => event.currentTarget.select()}
            onBlur={settle}
          />
          <small>/{limits.max}</small>
        </span>
      </div>
      <div className="ruler-row">
        <RulerStep icon="minus" label={m.ui_ruler_lower(limits)} onClick={nudge(-1)} disabled={disabled} />
        <span className="ruler-track">
          <Track {...{ label, max, step, disabled, score, commit }} />
        </span>
        <RulerStep icon="plus" label={m.ui_ruler_raise(limits)} onClick={nudge(1)} disabled={disabled} />
      </div>
      <FieldNote id={id} error={fault} />
    </div>
  );
}

type RulerStepProps = { icon: "minus" | "plus"; label: string; onClick: () => void; disabled?: boolean };

function RulerStep({ icon, label, onClick, disabled }: RulerStepProps) {
  return (
    <button
      type="button"
      className="icon-btn icon-btn-bordered ruler-step"
      tabIndex={-1}
      aria-hidden="true"
      title={label}
      onClick={onClick}
      disabled={disabled}
    >
      <Icon name={icon} />
    </button>
  );
}
