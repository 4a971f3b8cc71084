import type { LoaderFunctionArgs } from "@remix-run/node";
import { beforeAll, describe, expect, it } from "vitest";
import { mayView } from "#app/domain/files/viewers.server.ts";
import { wireModules } from "#app/domain/jobs/catalog.server.ts";
import { judgeFileViewer } from "#app/domain/judging/viewer.server.ts";
import { startSession } from "#app/domain/people/sessions.server.ts";
import { keepSession } from "#app/http/session.server.ts";
import { loader as home } from "#app/routes/jury._index.tsx";
import { loader as choice } from "#app/routes/jury.rounds.$roundId_.choice.tsx";
import { loader as table } from "#app/routes/jury.rounds.$roundId/route.tsx";
import { loader as sheet } from "#app/routes/jury.sheets.$sheetId._index/route.tsx";
import { loader as abstention } from "#app/routes/jury.sheets.$sheetId.abstention.tsx";
import { loader as recusal } from "#app/routes/jury.sheets.$sheetId.recusal.tsx";
import { loader as frame } from "#app/routes/jury.tsx";
import { saveCriterion } from "#app/domain/judging/commands/save-points.server.ts";
import { judgedContest, type SmallContest, votedCriterion } from "#tests/support/builders/small-contest.ts";
import { testClock } from "#tests/support/clock.ts";
import { countQueries, freshDb } from "#tests/support/database.ts";
import { testRuntime } from "#tests/support/runtime.ts";

const now = new Date("2023-09-06T03:00:00Z");
const hidden = ["Hoàng Thị Mẩy", "Nghĩa Đô", "Cô Hằng", "LN-TV-", "2012", "5A"];
/** Ids are random and may hold a year's digits by chance. */
const wordsOf = (served: unknown) => JSON.stringify(served).replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "");

async function cookieOf({ db, district }: SmallContest): Promise<string> {
  const { token, expiresAt } = await startSession(db, district.judges[0]!.actor.personId, now);
  return (await keepSession(token, expiresAt)).split(";")[0]!;
}

/** Asks a page's loader as a judge's browser would. */
async function asked<T>(
  cookie: string,
  loader: (args: LoaderFunctionArgs) => Promise<T>,
  path: string,
  params: Record<string, string> = {},
): Promise<T> {
  const request = new Request(`http://localhost:3000${path}`, { headers: { Cookie: cookie } });
  return loader({ request, params, context: { nonce: "", clientIp: "" } } as unknown as LoaderFunctionArgs);
}

describe.each([1, 3, 50])("what a judge is served, of %i works", (count) => {
  const fresh = freshDb();
  testRuntime(fresh, testClock(now));
  let contest: SmallContest;
  let cookie: string;
  let sheets: string[];

  beforeAll(async () => {
    wireModules();
    contest = await judgedContest(fresh.db, now, count);
    cookie = await cookieOf(contest);
    const rows = await fresh.db
      .selectFrom("sheets").select("id").where("judge_id", "=", contest.district.judges[0]!.actor.personId)
      .orderBy("position").execute();
    sheets = rows.map(({ id }) => id);
  }, 60_000);

  const pages = async () => [
    await asked(cookie, frame, "/jury"),
    await asked(cookie, home, "/jury"),
    await asked(cookie, table, `/jury/rounds/${contest.district.roundId}`, { roundId: contest.district.roundId }),
    ...(await Promise.all(sheets.slice(0, 5).map((sheetId) => asked(cookie, sheet, `/jury/sheets/${sheetId}`, { sheetId })))),
    await asked(cookie, abstention, `/jury/sheets/${sheets[0]}/abstention`, { sheetId: sheets[0]! }),
    await asked(cookie, recusal, `/jury/sheets/${sheets[0]}/recusal`, { sheetId: sheets[0]! }),
  ];

  it("holds no child, school, commune, mentor or entry code", async () => {
    const served = JSON.stringify(await pages());
    const words = wordsOf(await pages());
    expect(hidden.filter((text) => words.includes(text))).toEqual([]);
    const ids = contest.entries.flatMap(({ entryId, roundEntryId, childIds }) => [entryId, roundEntryId, ...childIds]);
    expect(ids.filter((id) => served.includes(id))).toEqual([]);
    expect(served.match(/"blindCode":"T-\d{3}"/g)?.length).toBeGreaterThan(0);
  });

  it("takes the same few queries at any size, the session's among them", async () => {
    const sheetPage = await countQueries(fresh.db, () => asked(cookie, sheet, `/jury/sheets/${sheets[0]}`, { sheetId: sheets[0]! }));
    const tablePage = await countQueries(fresh.db, () =>
      asked(cookie, table, `/jury/rounds/${contest.district.roundId}`, { roundId: contest.district.roundId }),
    );
    expect({ sheet: sheetPage.count, table: tablePage.count }).toEqual({ sheet: 4, table: 4 });
  });

  it("shows the files of own sheets alone, and no stored original of a drawing", async () => {
    const { fileId } = contest.entries[0]!;
    const may = (actor: unknown, variant: "1600" | "original") => judgeFileViewer({ db: fresh.db, actor, now }, { fileId, variant });
    const { district, province } = contest;
    expect(await may(district.judges[0]!.actor, "1600")).toBe(true);
    expect(await may(district.judges[0]!.actor, "original")).toBe(false);
    expect(await may(province.judges[0]!.actor, "1600")).toBe(false);
    expect(await may(district.organiser.actor, "1600")).toBe(false);
    expect(await may(null, "1600")).toBe(false);
  });

  it("shows nobody on a jury or outside the photo that was straightened, nor names it", async () => {
    const { entryId, fileId } = contest.entries[0]!;
    const { id } = await fresh.db
      .insertInto("stored_files")
      .columns(["medium", "storage_key", "mime", "bytes", "sha256", "width", "height", "created_at", "created_by"])
      .expression((eb) =>
        eb.selectFrom("stored_files").where("id", "=", fileId).select((row) => [
          "medium", row.val("untouched").as("storage_key"), "mime", "bytes", row.val("0".repeat(64)).as("sha256"), "width", "height",
          "created_at", "created_by",
        ]),
      )
      .returning("id")
      .executeTakeFirstOrThrow();
    await fresh.db.updateTable("entries").set({ original_file_id: id }).where("id", "=", entryId).execute();
    const seers = [contest.district.judges[0]!.actor, contest.province.judges[0]!.actor, null];
    const seen = await Promise.all(
      seers.flatMap((actor) => (["1600", "original"] as const).map((variant) => mayView({ db: fresh.db, actor, now }, { fileId: id, variant }))),
    );
    expect(seen).toEqual([false, false, false, false, false, false]);
    expect(JSON.stringify(await pages()).includes(id)).toBe(false);
  });
});

describe.each([1, 3])("what a judge who chooses works is served, of %i", (count) => {
  const fresh = freshDb();
  testRuntime(fresh, testClock(now));

  it("holds the own picks alone, blind, in the same few queries", async () => {
    wireModules();
    const contest = await judgedContest(fresh.db, now, count, { kind: "choose", picks: 2, exact: false });
    const [cookie, criterion, { roundId, judges }] = [await cookieOf(contest), await votedCriterion(contest), contest.district];
    const rows = await fresh.db.selectFrom("sheets").select(["id", "judge_id as judgeId"]).orderBy("position").execute();
    const own = rows.filter(({ judgeId }) => judgeId === judges[0]!.actor.personId);
    await saveCriterion(judges[0]!, own[0]!.id, criterion, 100);
    const at = `/jury/rounds/${roundId}/choice?category=${contest.categories.TV.id}`;
    const served = await asked(cookie, choice, at, { roundId });
    expect(served).toMatchObject({ choice: { picked: 1, waiting: count, most: Math.min(2, count) } });
    const pages = [served, await asked(cookie, table, `/jury/rounds/${roundId}`, { roundId }), await asked(cookie, sheet, "/jury", { sheetId: own[0]!.id })];
    expect(hidden.filter((text) => wordsOf(pages).includes(text))).toEqual([]);
    const others = rows.filter(({ judgeId }) => judgeId !== judges[0]!.actor.personId);
    expect(others.filter(({ id }) => JSON.stringify(pages).includes(id))).toEqual([]);
    expect((await countQueries(fresh.db, () => asked(cookie, choice, at, { roundId }))).count).toBe(5);
  });
});
