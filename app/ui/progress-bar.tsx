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

/** One bar in several parts, such as complete, incomplete and being sent. */
export function PartsBar({
  label,
  parts,
}: {
  label: string;
  parts: readonly { value: number; tone: string }[];
}) {
  return (
    <span className="bar bar-parts" role="img" aria-label={label}>
      {parts
        .filter((part) => part.value > 0)
        .map((part, at) => (
          <span key={at} className={`bar-part bar-${part.tone}`} style={{ flexGrow: part.value }}>
            <span className="bar-fill" style={{ width: "100%" }} />
          </span>
        ))}
    </span>
  );
}
