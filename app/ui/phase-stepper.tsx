import type { ReactNode } from "react";
import { m } from "#app/paraglide/messages.js";

/** One phase of a contest: its name, its number if it has one, and a line such as its dates. */
export type PhaseStep = {
  key: string;
  label: ReactNode;
  value?: ReactNode;
  note?: ReactNode;
  state: "done" | "now" | "next";
};

type PhaseStepperProps = {
  /** Names the list for screen readers. */
  label: string;
  steps: readonly PhaseStep[];
  /** On phones: `vertical` lists every phase, `compact` keeps one line of diamonds with the present label. */
  phone?: "vertical" | "compact";
};

const STATE_WORDS = {
  done: () => m.ui_step_done(),
  now: () => m.ui_step_now(),
  next: () => m.ui_step_next(),
};

/** Diamonds on a thread: woven where done, yellow at the present phase. */
export function PhaseStepper({ label, steps, phone = "vertical" }: PhaseStepperProps) {
  return (
    <ol className={`steps steps-${phone}`} aria-label={label}>
      {steps.map((step) => (
        <li
          key={step.key}
          className={`step step-${step.state}`}
          aria-current={step.state === "now" ? "step" : undefined}
        >
          <b className="step-label">{step.label}</b>
          <span className="sr-only"> ({STATE_WORDS[step.state]()})</span>
          {step.value === undefined ? null : <span className="step-value num">{step.value}</span>}
          {step.note ? <small className="step-note num">{step.note}</small> : null}
        </li>
      ))}
    </ol>
  );
}
