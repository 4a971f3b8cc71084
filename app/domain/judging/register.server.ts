import { phaseOfRound } from "#app/domain/entries/facts.server.ts";
import { onAcceptance } from "#app/domain/entries/reactions.server.ts";
import { registerFileViewer } from "#app/domain/files/viewers.server.ts";
import { dropExcessPicks } from "#app/domain/judging/ballots.server.ts";
import { openSheets } from "#app/domain/judging/open-sheets.server.ts";
import { registerPaperScans } from "#app/domain/judging/paper-scans.server.ts";
import { judgeFileViewer } from "#app/domain/judging/viewer.server.ts";
import { onAppointment } from "#app/domain/people/reactions.server.ts";

/** Opens sheets for a judge who joins and for an entry accepted while a round is judged; lets judges look at the works on their own sheets. */
export function registerJudging(): void {
  registerFileViewer("judging", judgeFileViewer);
  registerPaperScans();
  onAcceptance("judging", async ({ db, now }, { id, roundId, phase }) => {
    if (phase !== "judging") return;
    await openSheets(db, now, roundId);
    const sheets = await db.selectFrom("sheets").select("id").where("round_entry_id", "=", id).execute();
    await dropExcessPicks(db, now, sheets.map((sheet) => sheet.id));
  });
  onAppointment("judging", async ({ db, now }, { roundId }) => {
    if (!roundId) return;
    const round = await db
      .selectFrom("rounds as r")
      .select(phaseOfRound.as("phase"))
      .where("r.id", "=", roundId)
      .executeTakeFirst();
    if (round?.phase === "judging") await openSheets(db, now, roundId);
  });
}
