import type { ReactNode } from "react";
import { Chip } from "#app/ui/chip.tsx";
import type { ChipTone } from "#app/ui/chip.tsx";
import type { IconName } from "#app/ui/icon.tsx";
import { m } from "#app/paraglide/messages.js";

/** The states of an entry as people see them; the paper original has a second chip of its own. */
export type EntryStatus =
  | "draft"
  | "saved-on-device"
  | "uploading"
  | "waiting-network"
  | "ready"
  | "submitted"
  | "returned"
  | "valid"
  | "invalid"
  | "judging"
  | "nominee"
  | "award"
  | "withdrawn"
  | "paper-missing"
  | "paper-received";

type Look = { tone: ChipTone; icon: IconName; word: () => string };

const LOOKS: Record<EntryStatus, Look> = {
  draft: { tone: "outline", icon: "pencil", word: () => m.ui_status_draft() },
  "saved-on-device": { tone: "outline", icon: "disk", word: () => m.ui_status_saved_on_device() },
  uploading: { tone: "info", icon: "upload", word: () => m.ui_status_uploading_plain() },
  "waiting-network": { tone: "info", icon: "no-signal", word: () => m.ui_status_waiting_network() },
  ready: { tone: "ok", icon: "check", word: () => m.ui_status_ready() },
  submitted: { tone: "primary", icon: "check", word: () => m.ui_status_submitted() },
  returned: { tone: "warn", icon: "undo", word: () => m.ui_status_returned() },
  valid: { tone: "ok", icon: "check", word: () => m.ui_status_valid() },
  invalid: { tone: "bad", icon: "forbidden", word: () => m.ui_status_invalid() },
  judging: { tone: "judge", icon: "star", word: () => m.ui_status_judging() },
  nominee: { tone: "primary-solid", icon: "send", word: () => m.ui_status_nominee() },
  award: { tone: "award", icon: "star", word: () => m.ui_status_award() },
  withdrawn: { tone: "gone", icon: "close", word: () => m.ui_status_withdrawn() },
  "paper-missing": { tone: "paper", icon: "file-text", word: () => m.ui_status_paper_missing() },
  "paper-received": { tone: "paper", icon: "file-text", word: () => m.ui_status_paper_received() },
};

type StatusChipProps = {
  status: EntryStatus;
  /** Only for `uploading`: acknowledged bytes in percent. */
  percent?: number;
  /** Replaces the word, e.g. a prize or the state with its code. */
  children?: ReactNode;
};

/** Icon, word and colour together for an entry's state. */
export function StatusChip({ status, percent, children }: StatusChipProps) {
  const { tone, icon, word } = LOOKS[status];
  const said = status === "uploading" && percent !== undefined ? m.ui_status_uploading({ percent }) : word();
  return (
    <Chip tone={tone} icon={icon}>
      {children ?? said}
    </Chip>
  );
}
