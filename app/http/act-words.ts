import type { Act, NextAct } from "#app/domain/documents/next-act.ts";
import { m } from "#app/paraglide/messages.js";
import { formatCount } from "#app/ui/format.ts";
import type { IconName } from "#app/ui/icon.tsx";
import type { Tone } from "#app/ui/task-list.tsx";

type Words = { title: (at: { count: string }) => string; hint: () => string; button: () => string; icon: IconName; tone: Tone };

const words: Record<Act, Words> = {
  "open-round": { title: m.office_act_open_round, hint: m.office_act_open_round_hint, button: m.office_act_open_round_do, icon: "calendar", tone: "primary" },
  "await-entries": { title: m.office_act_await_entries, hint: m.office_act_await_entries_hint, button: m.office_act_await_entries_do, icon: "inbox", tone: "info" },
  "close-intake": { title: m.office_act_close_intake, hint: m.office_act_close_intake_hint, button: m.office_act_close_intake_do, icon: "clock", tone: "warn" },
  screen: { title: m.office_act_screen, hint: m.office_act_screen_hint, button: m.office_act_screen_do, icon: "check", tone: "warn" },
  "appoint-judges": { title: m.office_act_appoint_judges, hint: m.office_act_appoint_judges_hint, button: m.office_act_appoint_judges_do, icon: "users", tone: "bad" },
  "start-judging": { title: m.office_act_start_judging, hint: m.office_act_start_judging_hint, button: m.office_act_start_judging_do, icon: "star", tone: "primary" },
  "await-sheets": { title: m.office_act_await_sheets, hint: m.office_act_await_sheets_hint, button: m.office_act_await_sheets_do, icon: "star", tone: "info" },
  "close-judging": { title: m.office_act_close_judging, hint: m.office_act_close_judging_hint, button: m.office_act_close_judging_do, icon: "star", tone: "primary" },
  publish: { title: m.office_act_publish, hint: m.office_act_publish_hint, button: m.office_act_publish_do, icon: "gavel", tone: "primary" },
  forward: { title: m.office_act_forward, hint: m.office_act_forward_hint, button: m.office_act_forward_do, icon: "send", tone: "primary" },
  report: { title: m.office_act_report, hint: m.office_act_report_hint, button: m.office_act_report_do, icon: "chart", tone: "ok" },
};

/** The words of the act a round waits for: a sentence with its number, why, and the button. */
export function actWords({ act, count }: NextAct) {
  const { title, hint, button, icon, tone } = words[act];
  return { title: title({ count: formatCount(count) }), hint: hint(), button: button(), icon, tone };
}
