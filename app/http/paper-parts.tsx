import type { Whereabouts } from "#app/domain/entries/paper.ts";
import { m } from "#app/paraglide/messages.js";
import { Chip } from "#app/ui/chip.tsx";
import { formatDateTime } from "#app/ui/format.ts";
import { whereLook } from "./whereabouts-words.ts";

/** Where an entry's original is; nothing while it is awaited, which most are. */
export function PaperChip({ where, movedAt, always }: { where: Whereabouts; movedAt?: Date | null; always?: boolean }) {
  if (where === "awaited" && !always) return null;
  const { word, tone, icon } = whereLook(where);
  return <Chip tone={tone} icon={icon}>{movedAt && where !== "awaited" ? m.unit_paper_since({ where: word, at: formatDateTime(movedAt) }) : word}</Chip>;
}
