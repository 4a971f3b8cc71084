import { useId, useRef, useState } from "react";
import type { CSSProperties, ReactNode } from "react";
import { cx } from "#app/ui/cx.ts";
import { FieldNote } from "#app/ui/field.tsx";
import { formatScore, parsePoints } from "#app/ui/format.ts";
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
  /** A new valid score, or null when the number was cleared. */
  onChange?: (value: number | null) => void;
  /** The criterion in hand: lavender ground. */
  active?: boolean;
  onFocus?: () => void;
  error?: ReactNode;
  disabled?: boolean;
};

/** Whether hundredths are a score of this criterion: between 0 and the maximum, on a step. */
export function isScore(value: number, max: number, step: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= max && value % step === 0;
}

/** The score one step away, kept within the criterion; from “not scored” down is 0 and up is one step. */
export function stepScore(value: number | null, direction: 1 | -1, max: number, step: number): number {
  return Math.min(max, Math.max(0, (value ?? 0) + direction * step));
}

function useScore({ value, defaultValue = null, onChange, max, step }: ScoreRulerProps) {
  const [own, setOwn] = useState<number | null>(defaultValue);
  const [draft, setDraft] = useState<string | null>(null);
  const score = value === undefined ? own : value;
  const parsed = draft === null ? score : parsePoints(draft);
  const invalid = parsed === undefined || (parsed !== null && !isScore(parsed, max, step));
  const commit = (next: number | null) => {
    setDraft(null);
    setOwn(next);
    if (next !== score) onChange?.(next);
  };
  const type = (text: string) => {
    const typed = parsePoints(text);
    setDraft(text);
    if (typed === undefined || (typed !== null && !isScore(typed, max, step))) return;
    setOwn(typed);
    if (typed !== score) onChange?.(typed);
  };
  const text = draft ?? (score === null ? "" : formatScore(score));
  return { score, text, invalid, commit, type, settle: () => setDraft(invalid ? draft : null) };
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
  const { score, text, invalid, commit, type, settle } = useScore(props);
  const limits = { max: formatScore(max), step: formatScore(step) };
  const fault = error ?? (invalid ? m.ui_ruler_invalid(limits) : undefined);
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
