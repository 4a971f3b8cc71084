import { useCallback, useState } from "react";
import type { KeyedStanding } from "#app/domain/judging/commands/key-in.server.ts";
import { type SaveState, useSaveQueue } from "#app/ui/use-save-queue.ts";

/** Saves rows as they are left, each with its own state; `onCompared` is told once both keyings were compared. */
export function useRowSaves(keyingPage: string, onCompared: (standing: KeyedStanding) => void) {
  const [states, setStates] = useState<Readonly<Record<string, SaveState>>>({});
  const { save: queue } = useSaveQueue({
    tell: (sheetId, state) => setStates((now) => ({ ...now, [sheetId]: state })),
    kept: async (response) => {
      const standing = (await response.json()) as KeyedStanding;
      if (standing.kind !== "waiting") onCompared(standing);
    },
  });
  const save = useCallback(
    (sheetId: string, cells: Record<string, string>) => {
      const points = Object.entries(cells).map(([criterionId, typed]) => [`points.${criterionId}`, typed]);
      queue(sheetId, { to: `${keyingPage}/rows`, fields: { sheetId, ...(Object.fromEntries(points) as Record<string, string>) } });
    },
    [queue, keyingPage],
  );
  return { save, states };
}
