import { Form } from "@remix-run/react";
import type { PhaseKind } from "#app/domain/contests/model.ts";
import type { PhasesView } from "#app/domain/contests/queries/phases.server.ts";
import type { fieldState } from "#app/http/field-state.ts";
import { phaseWord } from "#app/http/kind-words.ts";
import { m } from "#app/paraglide/messages.js";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { TextField } from "#app/ui/field.tsx";
import { formatDateTime } from "#app/ui/format.ts";

/** Phases that are entered by a decision with a page of its own. */
const decidedAt: Partial<Record<PhaseKind, string>> = { decision: "/closure", published: "/publication" };

function Target({ from, to }: { from: PhaseKind; to: PhaseKind }) {
  return (
    <>
      <input type="hidden" name="from" value={from} />
      <input type="hidden" name="to" value={to} />
    </>
  );
}

const effects: Partial<Record<PhaseKind, () => string>> = {
  open: () => m.office_phase_effect_open(),
  screening: () => m.office_phase_effect_screening(),
  judging: () => m.office_phase_effect_judging(),
  decision: () => m.office_phase_effect_decision(),
  published: () => m.office_phase_effect_published(),
  archived: () => m.office_phase_effect_archived(),
};

/** One step on, with what it brings about. */
export function ForwardForm({ view, at }: { view: PhasesView; at: string }) {
  const to = view.next;
  if (!to) return null;
  const page = decidedAt[to];
  return (
    <Card title={m.office_phase_forward({ phase: phaseWord(to) })}>
      <Form method="post" className="stack">
        <p>{effects[to]?.()}</p>
        <Target from={view.phase} to={to} />
        {page ? (
          <LinkButton to={at + page} kind="primary" iconAfter="next">{m.office_phase_forward({ phase: phaseWord(to) })}</LinkButton>
        ) : (
          <Button kind="primary" className="sm:justify-self-start">{m.office_phase_forward({ phase: phaseWord(to) })}</Button>
        )}
      </Form>
    </Card>
  );
}

/** One step back; the reason is kept and shown in the log. */
export function BackForm({ view, form }: { view: PhasesView; form: ReturnType<typeof fieldState> }) {
  if (!view.previous) return null;
  return (
    <Card title={m.office_phase_back({ phase: phaseWord(view.previous) })}>
      <Form method="post" className="stack">
        <p className="muted">{m.office_phase_back_hint()}</p>
        <Target from={view.phase} to={view.previous} />
        <TextField label={m.office_reason()} {...form.field("reason")} />
        <Button className="sm:justify-self-start">{m.office_phase_back({ phase: phaseWord(view.previous) })}</Button>
      </Form>
    </Card>
  );
}

/** The dated phases, the present one marked. */
export function Timeline({ view }: { view: Pick<PhasesView, "phase" | "phases"> }) {
  if (view.phases.length === 0) return <p className="muted">{m.office_phase_undated()}</p>;
  return (
    <ol className="stack">
      {view.phases.map(({ kind, startsAt, endsAt }) => (
        <li key={kind} aria-current={kind === view.phase ? "step" : undefined}>
          {kind === view.phase ? <b>{phaseWord(kind)}</b> : phaseWord(kind)}
          <small className="muted num block">
            {endsAt ? `${formatDateTime(startsAt)} – ${formatDateTime(endsAt)}` : formatDateTime(startsAt)}
          </small>
        </li>
      ))}
    </ol>
  );
}

/** How the round came to where it is, the latest first. */
export function Moves({ moves }: { moves: PhasesView["moves"] }) {
  return (
    <ul className="stack">
      {moves.map(({ to, at, by, reason }, index) => (
        <li key={index}>
          <b>{phaseWord(to)}</b> <span className="num">{formatDateTime(at)}</span>
          <small className="muted block">{[by ?? m.office_phase_by_clock(), reason].filter(Boolean).join(" · ")}</small>
        </li>
      ))}
    </ul>
  );
}
