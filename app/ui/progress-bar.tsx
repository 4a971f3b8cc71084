import { percentOf } from "#app/ui/format.ts";

type ProgressBarProps = {
  value: number;
  max: number;
  /** What is being measured, for screen readers. */
  label: string;
  /** `info` is sending, `ok` is received, `judge` is judging, `idle` is waiting. */
  tone?: "primary" | "ok" | "warn" | "info" | "judge" | "bad" | "idle";
  thin?: boolean;
};

/** A bar that moves only with what is done. Always put the number in words beside it. */
export function ProgressBar({ value, max, label, tone = "primary", thin }: ProgressBarProps) {
  const percent = percentOf(value, max);
  return (
    <span
      className={`bar bar-${tone}${thin ? " bar-thin" : ""}`}
      role="progressbar"
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={0}
      aria-valuemax={Math.max(max, value, 1)}
    >
      <span className="bar-fill" style={{ width: `${percent}%` }} />
    </span>
  );
}
