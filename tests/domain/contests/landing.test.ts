import { beforeAll, describe, expect, it } from "vitest";
import { createContestFromTemplate } from "#app/domain/contests/commands/create-contest.server.ts";
import { publishRules } from "#app/domain/contests/commands/edit-contest.server.ts";
import { movePhase } from "#app/domain/contests/commands/move-phase.server.ts";
import { inviteParticipants } from "#app/domain/contests/commands/participants.server.ts";
import { extendPhase } from "#app/domain/contests/commands/schedule-phases.server.ts";
import { extensionSchema, rulesSchema, templateSchema } from "#app/domain/contests/forms.ts";
import { findLanding, findRules, listPublicContests } from "#app/domain/contests/landing.server.ts";
import { loadContest } from "#app/domain/contests/load.server.ts";
import { findContestShell } from "#app/domain/contests/shells.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { countQueries, freshDb } from "#tests/support/database.ts";
import { contextFor, makeUnit } from "#tests/support/organisation.ts";

const at = freshDb();
const start = new Date("2023-07-01T09:00:00+07:00");
let organiser: Context;
let district = "";
let above = "";

async function make(name: string) {
  const { contestId, slug } = await createContestFromTemplate(organiser, templateSchema.parse({
    name, theme: "Gia đình hạnh phúc", year: "2023", hostUnitId: district, nextUnitId: above,
    opensOn: "01/08/2023", closesOn: "15/08/2023", divisionBasis: "class",
  }));
  await inviteParticipants(organiser, contestId, { unitIds: [], allBelow: district });
  const [first] = (await loadContest(organiser, contestId)).rounds;
  return { contestId, slug, roundId: first!.id };
}

beforeAll(async () => {
  above = await makeUnit(at.db, "Tỉnh Lào Cai", { kind: "province" });
  district = await makeUnit(at.db, "Huyện Bảo Yên", { kind: "district", parentId: above });
  await makeUnit(at.db, "Nghĩa Đô", { parentId: district });
  await makeUnit(at.db, "Bảo Hà", { parentId: district });
  organiser = await contextFor(at.db, start, "Tổ chức", [{ role: "organiser", unitId: district }]);
});

describe("the public's contests", () => {
  it("are those that have left their draft, never drafts, not even by address", async () => {
    const draft = await make("Bản nháp");
    const open = await make("Lắng nghe con nói");
    await movePhase(organiser, open.roundId, "open");
    const listed = await listPublicContests(at.db);
    expect(listed.map(({ slug, phase, published }) => [slug, phase, published])).toEqual([[open.slug, "open", false]]);
    expect(listed[0]!.intakeEndsAt).toEqual(new Date("2023-08-15T10:00:00Z"));
    expect(await findLanding(at.db, draft.slug)).toBe(null);
    expect(await findRules(at.db, draft.slug)).toBe(null);
    expect(await findLanding(at.db, "khong-co")).toBe(null);
  });

  it("say how many works a unit and a child may send, where the contest sets a limit", async () => {
    const contest = await make("Có hạn mức");
    await movePhase(organiser, contest.roundId, "open");
    const limits = async () => (await findLanding(at.db, contest.slug))!.categories.map(({ code, limits }) => [code, limits]);
    await at.db.deleteFrom("entry_limits").where("contest_id", "=", contest.contestId).execute();
    expect(await limits()).toEqual([["TV", {}], ["VC", {}]]);
    const { id } = await at.db.selectFrom("categories").select("id").where("contest_id", "=", contest.contestId).where("code", "=", "TV").executeTakeFirstOrThrow();
    await at.db.insertInto("entry_limits").values({ category_id: id, contest_id: contest.contestId, per_unit_min: 5, per_unit_max: 20, per_child_max: null }).execute();
    expect(await limits()).toEqual([["TV", { perUnitMin: 5, perUnitMax: 20 }], ["VC", {}]]);
  });

  it("go back to nobody's business with their draft", async () => {
    const contest = await make("Mở rồi đóng");
    await movePhase(organiser, contest.roundId, "open");
    expect((await findLanding(at.db, contest.slug))?.name).toBe("Mở rồi đóng");
    expect(await findContestShell(at.db, contest.slug)).toEqual({
      slug: contest.slug, name: "Mở rồi đóng", year: 2023, organisation: "Huyện Bảo Yên", published: false,
    });
    await movePhase(organiser, contest.roundId, "draft", "Mở nhầm");
    expect(await findLanding(at.db, contest.slug)).toBe(null);
    expect(await findContestShell(at.db, contest.slug)).toBe(null);
  });
});

describe("a contest's page", () => {
  it("tells rounds, categories, prizes, the units and the latest extension in three queries", async () => {
    const { slug, roundId } = await make("Gia hạn");
    await movePhase(organiser, roundId, "open");
    await extendPhase(organiser, roundId, "open", extensionSchema.parse({
      newEndsAt: "31/08/2023 17:00", reason: "các trường vùng cao tựu trường muộn", documentNo: "12/CV-BTC",
    }));
    const { result: landing, count } = await countQueries(at.db, () => findLanding(at.db, slug));
    expect(count).toBe(3);
    expect(landing?.units).toEqual({ count: 2, kind: "commune" });
    expect(landing?.rounds.map(({ ordinal, phase, unitKind, published, forwarded }) => [ordinal, phase, unitKind, published, forwarded])).toEqual([
      [1, "open", "district", false, false], [2, "draft", "province", false, false],
    ]);
    expect(landing?.rounds[0]!.phases.find(({ kind }) => kind === "open")?.endsAt).toEqual(new Date("2023-08-31T10:00:00Z"));
    expect(landing?.categories.map(({ code, tiers, nominees, file }) => [code, tiers.map(({ name, count: n }) => `${n} ${name}`), nominees, file.minDurationMs])).toEqual([
      ["TV", ["1 Nhất", "2 Nhì", "3 Ba"], 16, undefined], ["VC", ["1 Nhất"], 5, 180_000],
    ]);
    expect(landing?.extensions.map(({ oldEndsAt, newEndsAt, reason, documentNo }) => ({ oldEndsAt, newEndsAt, reason, documentNo }))).toEqual([{
      oldEndsAt: new Date("2023-08-15T10:00:00Z"), newEndsAt: new Date("2023-08-31T10:00:00Z"),
      reason: "các trường vùng cao tựu trường muộn", documentNo: "12/CV-BTC",
    }]);
  });
});

describe("the rules", () => {
  it("are shown in their latest version, older ones by number, with what amended them", async () => {
    const { contestId, slug, roundId } = await make("Thể lệ đổi");
    await movePhase(organiser, roundId, "open");
    await publishRules(organiser, contestId, rulesSchema.parse({ body: "1. Mục đích\nBản hai.", documentNo: "15/KH", reason: "Thêm đối tượng" }));
    const latest = await findRules(at.db, slug);
    expect([latest?.shown.version, latest?.shown.body, latest?.shown.documentNo]).toEqual([2, "1. Mục đích\nBản hai.", "15/KH"]);
    expect(latest?.versions.map(({ version, reason }) => [version, reason])).toEqual([[2, "Thêm đối tượng"], [1, ""]]);
    expect((await findRules(at.db, slug, 1))?.shown.body).toContain("Gia đình hạnh phúc");
    expect(await findRules(at.db, slug, 3)).toBe(null);
  });
});
