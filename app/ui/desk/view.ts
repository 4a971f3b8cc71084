import type { MatchProblem } from "#app/domain/entries/desk/match.ts";
import type { DeskTyped } from "#app/domain/entries/desk/row.ts";
import type { Warning } from "#app/ui/photo/quality.ts";

/** A row as the server has it, its faults and gaps in words. */
export type DeskView = {
  id: string;
  version: number;
  line: number;
  unitId: string;
  categoryId: string;
  typed: DeskTyped;
  code: string | null;
  sent: boolean;
  /** The address of a small picture, as soon as one is made. */
  thumb: string | null;
  hasFile: boolean;
  usb: boolean;
  consented: number;
  /** The code of the paper slip that was issued for this entry. */
  slip: string | null;
  faults: Record<string, string>;
  gaps: { part: string; words: string }[];
};

/** Where the words of a row are: as the server has them, on their way, or on this device only and why. */
export type RowSync = "still" | "saving" | "waiting" | "conflict" | "refused";

/** A row on this page. `base` is the version it was typed on top of, 0 before its first save. */
export type ClientRow = {
  id: string;
  line: number;
  unitId: string;
  categoryId: string;
  typed: DeskTyped;
  base: number;
  saveId: string;
  dirty: boolean;
  sync: RowSync;
  refusal: string | null;
  server: DeskView | null;
};

/** A dirty row as this device keeps it, for the person and contest named by `owner`. */
export type KeptRow = Pick<ClientRow, "id" | "line" | "unitId" | "categoryId" | "typed" | "base" | "saveId"> & { owner: string };

/** A picture on this device that has no row yet, or whose row the server does not know yet. */
export type DeskPhoto = {
  id: string;
  owner: string;
  rowId: string | null;
  name: string;
  takenAt: number;
  /** As it was taken. */
  blob: Blob;
  /** The copy of 2,500 px that is sent in its place; null where there is none. */
  smaller: Blob | null;
  /** Texts of the QR codes in it; null until it was looked at. */
  qr: readonly string[] | null;
  thumb: Blob | null;
  problem: MatchProblem | null;
  /** What may be wrong with it; empty until it was looked at. */
  warnings: readonly Warning[];
};

/** A fresh id; works on plain HTTP, where browsers have no `randomUUID`. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
