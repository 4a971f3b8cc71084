import { beforeAll, describe, expect, it } from "vitest";
import { closeJudging } from "#app/domain/awards/commands/close-judging.server.ts";
import { publishRound } from "#app/domain/awards/commands/publish-round.server.ts";
import { forwardNominees } from "#app/domain/forwarding/commands/forward-nominees.server.ts";
import { findResults } from "#app/domain/gallery/results.server.ts";
import { formatScore } from "#app/platform/decimal.ts";
import { judgeReference, referenceContest, type ReferenceContest } from "#tests/support/builders/reference-contest.ts";
import { freshDb } from "#tests/support/database.ts";
import { knownEntries } from "#tests/support/langnghe.ts";
import { refusalOf } from "#tests/support/organisation.ts";

const fresh = freshDb();
const now = new Date("2023-09-07T09:20:00Z");

describe("the reference contest, from screening to the list for the province", () => {
  let contest: ReferenceContest;
  beforeAll(async () => {
    contest = await referenceContest(fresh.db, now);
    await judgeReference(contest);
  }, 120_000);

  it("ranks as the known results say, ties explained", async () => {
    const { organiser, roundId } = contest.district;
    expect(await refusalOf(publishRound(organiser, roundId))).toBe("closed: judging-not-closed");
    expect(await closeJudging(organiser, roundId)).toEqual({ roundId, missingSheets: 0, ranked: 94 });
    const rows = await fresh.db
      .selectFrom("ranked_entries as ranked")
      .innerJoin("round_entries as re", "re.id", "ranked.round_entry_id")
      .leftJoin("award_choices as ac", "ac.round_entry_id", "re.id")
      .leftJoin("tiers as t", "t.id", "ac.tier_id")
      .leftJoin("nomination_choices as nc", "nc.round_entry_id", "re.id")
      .select(["re.code", "ranked.rank", "ranked.score_num as num", "ranked.score_den as den", "t.name as tier", "nc.round_entry_id as nominee"])
      .orderBy("re.code")
      .execute();
    const found = rows.map(({ code, rank, num, den, tier, nominee }) => ({
      code, rank, mean: formatScore({ num, den }), tier, nominated: nominee !== null,
    }));
    const known = knownEntries()
      .filter(({ valid }) => valid)
      .map(({ code, rank, mean, tier, nominated }) => ({ code, rank, mean, tier, nominated }))
      .sort((a, b) => (a.code < b.code ? -1 : 1));
    expect(found).toEqual(known);
  });

  it("publishes the open figures once, however often it is clicked", async () => {
    const { organiser, roundId } = contest.district;
    expect(await refusalOf(forwardNominees(organiser, roundId))).toBe("closed: not-published");
    expect(await findResults(fresh.db, contest.slug, 1)).toBeNull();
    const clicks = await Promise.all([publishRound(organiser, roundId), publishRound(organiser, roundId)]);
    expect(clicks[0]).toEqual(clicks[1]);
    expect(await findResults(fresh.db, contest.slug, 1)).toEqual({
      contest: { slug: "lang-nghe-con-noi-2023", name: "Lắng nghe con nói" },
      round: { name: "Vòng Huyện Bảo Yên", unit: "Huyện Bảo Yên" },
      units: { invited: 14, participating: 14 },
      categories: [
        {
          code: "TV", name: "Tranh vẽ", received: 85, valid: 82, rejected: 3, withdrawn: 0, judged: 82, awarded: 6,
          tiers: [{ name: "Nhất", count: 1 }, { name: "Nhì", count: 2 }, { name: "Ba", count: 3 }], nominated: 16,
        },
        {
          code: "VC", name: "Video clip", received: 12, valid: 12, rejected: 0, withdrawn: 0, judged: 12, awarded: 1,
          tiers: [{ name: "Nhất", count: 1 }], nominated: 5,
        },
      ],
      publishedAt: "2023-09-07T09:20:00.000Z",
    });
  });

  it("sends the nominees to the province once, with their files, under codes that tell no rank", async () => {
    const { organiser, roundId } = contest.district;
    const first = await forwardNominees(organiser, roundId);
    expect(first).toEqual({ forwardingId: first.forwardingId, toRoundId: contest.province.roundId, entries: 21, already: false });
    expect(await forwardNominees(organiser, roundId)).toEqual({ ...first, already: true });
    const rows = await fresh.db
      .selectFrom("round_entries as re")
      .innerJoin("round_entries as below", "below.entry_id", "re.entry_id")
      .select(["re.code", "below.code as from", "re.source_round_id as source"])
      .where("re.round_id", "=", contest.province.roundId)
      .where("below.round_id", "=", roundId)
      .orderBy("re.code")
      .execute();
    const expected = [
      ...Array.from({ length: 16 }, (_, index) => `T-TV-${String(index + 1).padStart(3, "0")}`),
      ...Array.from({ length: 5 }, (_, index) => `T-VC-${String(index + 1).padStart(3, "0")}`),
    ];
    expect(rows.map(({ code }) => code)).toEqual(expected);
    expect(new Set(rows.map(({ source }) => source))).toEqual(new Set([roundId]));
    const nominated = knownEntries().filter((entry) => entry.nominated).map(({ code }) => code);
    expect(rows.map(({ from }) => from).sort()).toEqual(nominated.sort());
    expect(rows.map(({ from }) => from)).not.toEqual([...nominated].sort());
  });
});
