import { expect, it } from "vitest";
import { acceptEntry } from "#app/domain/entries/commands/screen-entry.server.ts";
import { freshDb, someoneWaits } from "#tests/support/database.ts";
import { refusalOf } from "#tests/support/organisation.ts";
import { as, makeWorld, move, submitted } from "./world.ts";

const fresh = freshDb();

it("a verdict that meets the beginning of judging waits for it and is refused", async () => {
  const world = await makeWorld(fresh.db);
  const { roundEntryId } = await submitted(world);
  await move(world.db, world.roundId, "open", "screening");
  let verdict: Promise<string> | undefined;
  await fresh.db.transaction().execute(async (trx) => {
    await trx.selectFrom("rounds").select("id").where("id", "=", world.roundId).forUpdate().execute();
    verdict = refusalOf(acceptEntry(as(world, world.secretary), roundEntryId));
    // Until the verdict stands in line for the round, it could still have read the phase before the move.
    await expect.poll(() => someoneWaits(fresh.pool), { timeout: 5_000 }).toBe(true);
    await trx
      .insertInto("phase_moves")
      .values({ round_id: world.roundId, from_kind: "screening", to_kind: "judging", moved_at: new Date() })
      .execute();
  });
  expect(await verdict).toBe("closed: screening-closed");
});
