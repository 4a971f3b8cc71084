import type { ImportUnit } from "./model.ts";
import { wordsOf } from "./words.ts";

const shortForms: readonly (readonly [RegExp, string])[] = [
  [/\bptdt\s*bt\b|\bptdtbt\b|\bpho thong dan toc ban tru\b/g, "ptdtbt"],
  [/\bptdt\s*nt\b|\bptdtnt\b|\bpho thong dan toc noi tru\b/g, "ptdtnt"],
  [/\btieu hoc va trung hoc co so\b|\bth va thcs\b|\bth thcs\b|\bththcs\b|\btieu hoc va thcs\b/g, "ththcs"],
  [/\btrung hoc co so\b/g, "thcs"],
  [/\btrung hoc pho thong\b/g, "thpt"],
  [/\btieu hoc\b/g, "th"],
  [/\bmam non\b/g, "mn"],
  [/\bthi tran\b/g, "tt"],
];

/** The words by which a unit is known: short forms for long ones, "Trường", "xã" and "(mẫu)" left out. */
export function unitKey(name: string): string {
  const words = shortForms.reduce((text, [long, short]) => text.replace(long, short), wordsOf(name.replace(/\([^)]*\)/g, " ")));
  return words.replace(/\b(?:truong|xa|phuong|lien doi|hoi lhpn|doan|uy ban nhan dan|ubnd|so)\b/g, " ").replace(/\s+/g, " ").trim();
}

export type UnitReading = { ok: true; unit: ImportUnit } | { ok: false; code: "unit-unknown" | "unit-ambiguous" };

/** The units of a list by their key, made once for all rows. */
export class UnitBook {
  readonly #byKey = new Map<string, ImportUnit[]>();
  readonly #ids: ReadonlySet<string>;

  constructor(units: readonly ImportUnit[]) {
    this.#ids = new Set(units.map(({ id }) => id));
    for (const unit of units) this.#byKey.set(unitKey(unit.name), [...(this.#byKey.get(unitKey(unit.name)) ?? []), unit]);
  }

  /** Whether a unit is one that this list may name. */
  has(id: string): boolean {
    return this.#ids.has(id);
  }

  /** The unit of a written name, the one below `above` where several bear it. */
  find(name: string, above = ""): UnitReading {
    const found = this.#byKey.get(unitKey(name)) ?? [];
    const below = found.filter((unit) => above !== "" && unit.above !== null && unitKey(unit.above) === unitKey(above));
    if (below.length === 1) return { ok: true, unit: below[0]! };
    if (found.length === 1) return { ok: true, unit: found[0]! };
    return { ok: false, code: found.length === 0 ? "unit-unknown" : "unit-ambiguous" };
  }
}
