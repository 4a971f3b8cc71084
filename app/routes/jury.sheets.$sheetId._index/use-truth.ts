import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";
import type { SheetView } from "#app/domain/judging/queries/sheet.server.ts";
import type { FormState } from "#app/http/form.server.ts";
import { parsePoints } from "#app/ui/format.ts";
import type { SaveStatus } from "./use-autosave.ts";

/** Points by criterion, hundredths; null is not scored. */
export type Points = Record<string, number | null>;

/** What was kept, or typed and refused: nothing a judge has typed is lost. */
export function startingPoints({ criteria }: SheetView, state: FormState | undefined): Points {
  return Object.fromEntries(
    criteria.map(({ id, points }) => {
      const typed = state?.values[`points.${id}`];
      const read = typeof typed === "string" ? parsePoints(typed) : undefined;
      return [id, read === undefined ? points : read];
    }),
  );
}

/** A refused vote was not kept: what stands is read again and shown in its place. */
export function useTruth(sheet: SheetView, status: SaveStatus, setPoints: (points: Points) => void) {
  const { revalidate } = useRevalidator();
  const refused = sheet.ballot !== null && status.kind === "refused";
  useEffect(() => {
    if (refused) void revalidate();
  }, [refused, revalidate]);
  useEffect(() => {
    if (refused) setPoints(startingPoints(sheet, undefined));
  }, [refused, sheet, setPoints]);
}
