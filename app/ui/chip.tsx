import type { ReactNode } from "react";
import { cx } from "#app/ui/cx.ts";
import { Icon } from "#app/ui/icon.tsx";
import type { IconName } from "#app/ui/icon.tsx";

/** The looks of a chip; each tone has one job, listed in docs/design.md. */
export type ChipTone =
  | "outline"
  | "paper"
  | "info"
  | "primary"
  | "primary-solid"
  | "warn"
  | "ok"
  | "bad"
  | "judge"
  | "award"
  | "gone"
  | "plain";

type ChipProps = { tone?: ChipTone; icon?: IconName; children: ReactNode; className?: string };

/** A small word with its colour; the word is real text. Prefer StatusChip for an entry's state. */
export function Chip({ tone = "plain", icon, children, className }: ChipProps) {
  return (
    <span className={cx("chip", `chip-${tone}`, className)}>
      {icon ? <Icon name={icon} /> : null}
      {children}
    </span>
  );
}
