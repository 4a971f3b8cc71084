import { createContestFromTemplate } from "#app/domain/contests/commands/create-contest.server.ts";
import type { PhaseKind } from "#app/domain/contests/model.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import type { Database } from "#db/client.ts";
import { contextFor, makeUnit } from "#tests/support/organisation.ts";

export type TestCategory = { id: string; code: string; criteria: string[]; divisions: Map<string, string> };

/** A contest of district and province with its people, entries still to come. */
export type TestContest = {
  db: Database;
  contestId: string;
  slug: string;
  district: { roundId: string; unitId: string; organiser: Context; secretary: Context; judges: Context[] };
  province: { roundId: string; unitId: string; organiser: Context; judges: Context[] };
  categories: { TV: TestCategory; VC: TestCategory };
  communes: Map<string, string>;
};

/** Makes the contest by the command pages call, with three judges a round, the first at the head. */
export async function makeContest(db: Database, now: Date, communeNames: readonly string[]): Promise<TestContest> {
  const provinceId = await makeUnit(db, "Tỉnh Lào Cai", { kind: "province" });
  const districtId = await makeUnit(db, "Huyện Bảo Yên", { kind: "district", parentId: provinceId });
  const organiser = await contextFor(db, now, "Phạm Thu Hằng", [{ role: "organiser", unitId: districtId }]);
  const communes = new Map<string, string>();
  for (const name of communeNames) communes.set(name, await makeUnit(db, name, { parentId: districtId }));
  const { contestId, slug } = await createContestFromTemplate(organiser, {
    name: "Lắng nghe con nói", theme: "Gia đình hạnh phúc", year: 2023, hostUnitId: districtId, nextUnitId: provinceId,
    opensOn: "2023-08-01", closesOn: "2023-08-31", divisionBasis: "class",
  });
  for (const [name, id] of communes) {
    await db
      .insertInto("contest_participants")
      .values({ contest_id: contestId, unit_id: id, unit_name: name, invited_at: now, invited_by: organiser.actor.personId })
      .execute();
  }
  const rounds = await db.selectFrom("rounds").select("id").where("contest_id", "=", contestId).orderBy("ordinal").execute();
  const [first, second] = [rounds[0]!.id, rounds[1]!.id];
  return {
    db, contestId, slug, communes,
    categories: { TV: await categoryOf(db, contestId, "TV"), VC: await categoryOf(db, contestId, "VC") },
    district: {
      roundId: first, unitId: districtId, organiser, judges: await makeJudges(db, now, first, "huyện"),
      secretary: await contextFor(db, now, "Lê Thị Lan", [{ role: "secretary", unitId: districtId }]),
    },
    province: {
      roundId: second, unitId: provinceId, judges: await makeJudges(db, now, second, "tỉnh"),
      organiser: await contextFor(db, now, "Đỗ Văn Tỉnh", [{ role: "organiser", unitId: provinceId }]),
    },
  };
}

async function makeJudges(db: Database, now: Date, roundId: string, level: string): Promise<Context[]> {
  const judges: Context[] = [];
  for (const [index, role] of (["head-judge", "judge", "judge"] as const).entries()) {
    judges.push(await contextFor(db, now, `Giám khảo ${level} ${"ABC"[index]}`, [{ role, roundId }]));
  }
  return judges;
}

async function categoryOf(db: Database, contestId: string, code: string): Promise<TestCategory> {
  const { id } = await db
    .selectFrom("categories").select("id").where("contest_id", "=", contestId).where("code", "=", code)
    .executeTakeFirstOrThrow();
  const criteria = await db.selectFrom("criteria").select("id").where("category_id", "=", id).orderBy("position").execute();
  const divisions = await db.selectFrom("divisions").select(["id", "code"]).where("category_id", "=", id).execute();
  return { id, code, criteria: criteria.map((row) => row.id), divisions: new Map(divisions.map((row) => [row.code, row.id])) };
}

/** Writes the phase a round is in, as if it had been moved there. */
export async function putInPhase(db: Database, roundId: string, to: PhaseKind, now: Date): Promise<void> {
  await db.insertInto("phase_moves").values({ round_id: roundId, from_kind: "draft", to_kind: to, moved_at: now }).execute();
}
