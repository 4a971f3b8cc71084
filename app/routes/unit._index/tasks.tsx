import type { UnitContest, UnitSummary } from "#app/domain/entries/queries/for-unit.server.ts";
import { m } from "#app/paraglide/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import type { Task } from "#app/ui/task-list.tsx";

/** How many entries of a contest stand in one state. */
export const countOf = (summary: UnitSummary, state: keyof UnitSummary["categories"][number]["states"]) =>
  summary.categories.reduce((sum, { states }) => sum + states[state], 0);

/** What a unit has to do now, the most pressing first. */
export function tasksOf(contest: UnitContest, summary: UnitSummary, open: boolean): Task[] {
  const list = (state: string) => `/unit/contests/${contest.slug}/entries?state=${state}`;
  const drafts = countOf(summary, "draft");
  const invalid = countOf(summary, "invalid");
  const returned = countOf(summary, "returned");
  const tasks: Task[] = [];
  if (returned > 0) {
    tasks.push({
      key: "returned", icon: "undo", tone: "warn",
      title: m.returns_task({ count: returned }), hint: m.returns_task_hint(),
      action: <LinkButton to={list("returned")} size="s" kind="primary">{m.returns_task_action()}</LinkButton>,
    });
  }
  if (invalid > 0) {
    tasks.push({
      key: "invalid", icon: "forbidden", tone: "bad",
      title: m.unit_task_invalid({ count: invalid }), hint: m.unit_task_invalid_hint(),
      action: <LinkButton to={list("invalid")} size="s">{m.unit_task_invalid_action()}</LinkButton>,
    });
  }
  const [undecided] = summary.undecided;
  if (undecided) {
    tasks.push({
      key: "group", icon: "users", tone: "bad",
      title: m.consent_home_group({ count: summary.undecided.length }), hint: m.consent_home_group_hint(),
      action: <LinkButton to={`/unit/entries/${undecided}/consents`} size="s">{m.consent_group_link()}</LinkButton>,
    });
  }
  if (open && summary.childrenWithoutConsent > 0) {
    tasks.push({
      key: "consent", icon: "file-text", tone: "bad",
      title: m.unit_task_consent({ count: summary.childrenWithoutConsent }), hint: m.unit_task_consent_hint(),
      action: <LinkButton to={`/unit/contests/${contest.slug}/consents`} size="s">{m.unit_task_consent_action()}</LinkButton>,
    });
  }
  if (drafts > 0) {
    const ready = summary.readyDrafts;
    tasks.push({
      key: "drafts", icon: "pencil", tone: "primary",
      title: m.unit_task_drafts({ count: drafts }),
      hint: open ? (ready > 0 ? m.unit_task_drafts_ready({ count: ready }) : m.unit_task_drafts_hint()) : m.unit_task_drafts_closed(),
      action: <LinkButton to={list("draft")} size="s" kind={open ? "primary" : "secondary"}>{m.unit_task_drafts_action()}</LinkButton>,
    });
  }
  return tasks;
}
