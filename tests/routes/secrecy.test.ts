import { readdirSync } from "node:fs";
import path from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { closeJudging } from "#app/domain/awards/commands/close-judging.server.ts";
import { startSession } from "#app/domain/people/sessions.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { keepSession } from "#app/http/session.server.ts";
import { giveAll, judgedContest, sheetOf, type SmallContest } from "#tests/support/builders/small-contest.ts";
import { testClock } from "#tests/support/clock.ts";
import { freshDb } from "#tests/support/database.ts";
import { contextFor } from "#tests/support/organisation.ts";
import { testRuntime } from "#tests/support/runtime.ts";
import { visit, type Visitor } from "./visit.ts";

const fresh = freshDb();
const now = new Date("2023-09-06T03:00:00Z");
testRuntime(fresh, testClock(now));

const folder = path.resolve(import.meta.dirname, "../../app/routes");
const NOWHERE = "0b2f1d7e-52a5-4a5c-9f0e-6f3f6a1f2c11";

/** What every judge but the first has given: a mean over them is the same number again, however it is written. */
const planted = { points: 77_771, total: 88_881 };
const marks = ["77771", "777,71", "777.71", "88881", "888,81", "888.81"];

/** What the first of those judges wrote on every sheet, by whom it is for. */
const written = { author: "Loi-gui-tac-gia-9173", jury: "Ghi-chu-hoi-dong-9173", own: "Ghi-chu-rieng-9173" };

type Handler = (args: ReturnType<typeof visit>) => unknown;
type Route = { id: string; file: string };
type Found = { who: string; where: string };

/** Every route there is: a file, or the `route` file of a folder. */
const routes: Route[] = readdirSync(folder, { withFileTypes: true }).flatMap((entry): Route[] => {
  if (!entry.isDirectory()) return [{ id: entry.name.replace(/\.tsx?$/, ""), file: entry.name }];
  const file = readdirSync(path.join(folder, entry.name)).find((name) => /^route\.tsx?$/.test(name));
  return file ? [{ id: entry.name, file: `${entry.name}/${file}` }] : [];
});

/** The address of a flat route with its parameters filled in; names after an underscore are not part of it. */
function addressOf(id: string, params: Record<string, string>): string {
  const parts = id.replaceAll(/\[(.+?)\]/g, (_, text: string) => text.replace(".", "\u0000")).split(".");
  const shown = parts.filter((part) => !part.startsWith("_")).map((part) => part.replace(/_$/, ""));
  return `/${shown.map((part) => (part.startsWith("$") ? (params[part.slice(1)] ?? NOWHERE) : part)).join("/").replaceAll("\u0000", ".")}`;
}

async function textOf(answer: unknown): Promise<string> {
  if (!(answer instanceof Response)) return JSON.stringify(answer) ?? "";
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const zipped = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const body = zipped ? Object.values(unzipSync(bytes)).map((part) => strFromU8(part)).join("\n") : strFromU8(bytes);
  return `${JSON.stringify([...answer.headers])}\n${body}`;
}

async function served(handler: Handler, args: ReturnType<typeof visit>): Promise<string> {
  try {
    return await textOf(await handler(args));
  } catch (thrown) {
    return thrown instanceof Response ? textOf(thrown) : String(thrown);
  }
}

describe("what judges have given", () => {
  let contest: SmallContest;
  let params: Record<string, string>;
  let people: Record<string, Visitor>;
  const modules = new Map<string, { loader?: Handler; action?: Handler }>();

  const cookieFor = async ({ actor }: Context): Promise<Visitor> => {
    const { token, expiresAt } = await startSession(fresh.db, actor.personId, now);
    return { cookie: (await keepSession(token, expiresAt)).split(";")[0]! };
  };

  /** Opens every address as each person, by loader or action, and says where a mark was served. */
  async function marksServed(kind: "loader" | "action", who: readonly string[], sought: readonly string[] = marks): Promise<{ asked: number; found: Found[] }> {
    const found: Found[] = [];
    let asked = 0;
    for (const { id } of routes) {
      const handler = modules.get(id)?.[kind];
      if (!handler) continue;
      const address = addressOf(id, params);
      for (const person of who) {
        const form = kind === "action" ? {} : undefined;
        const text = await served(handler, visit(people[person]!, address, { params, form }));
        asked++;
        if (sought.some((mark) => text.includes(mark))) found.push({ who: person, where: id });
      }
    }
    return { asked, found };
  }

  beforeAll(async () => {
    contest = await judgedContest(fresh.db, now, 3);
    const { district, province, communes, entries, contestId, slug } = contest;
    await giveAll(contest, district.judges.slice(1), [20, 15, 10]);
    const others = district.judges.slice(1).map(({ actor }) => actor.personId);
    await sql`update sheets set total_points = ${planted.total} where judge_id = any(${others}::uuid[])`.execute(fresh.db);
    await sql`update sheet_points sp set points = ${planted.points} from sheets s where s.id = sp.sheet_id and s.judge_id = any(${others}::uuid[])`.execute(fresh.db);
    const communeId = communes.get("Nghĩa Đô")!;
    params = {
      contestId, slug, roundId: district.roundId, n: "1", ordinal: "1", code: "TV", unitId: communeId,
      entryId: entries[0]!.entryId, roundEntryId: entries[0]!.roundEntryId, childId: entries[0]!.childIds[0]!, fileId: entries[0]!.fileId,
      sheetId: await sheetOf(district.judges[1]!, entries[0]!), judgeId: others[0]!, personId: others[0]!,
    };
    const keyer = await contextFor(fresh.db, now, "Thư ký nhập phiếu", [{ role: "secretary", unitId: district.unitId }]);
    params.keyingId = await keyPaper(keyer, others[0]!);
    await writeTexts(others[0]!);
    await askToLookAgain();
    const administrator = await contextFor(fresh.db, now, "Quản trị", [{ role: "administrator" }]);
    const entrant = await contextFor(fresh.db, now, "Cán bộ xã", [{ role: "entrant", unitId: communeId }]);
    people = {
      judge: await cookieFor(district.judges[0]!), organiser: await cookieFor(district.organiser), secretary: await cookieFor(district.secretary),
      administrator: await cookieFor(administrator), entrant: await cookieFor(entrant), provinceOrganiser: await cookieFor(province.organiser),
      provinceJudge: await cookieFor(province.judges[0]!), nobody: { cookie: "" }, giver: await cookieFor(district.judges[1]!),
      keyer: await cookieFor(keyer),
    };
    for (const { id, file } of routes) modules.set(id, (await import(path.join(folder, file))) as { loader?: Handler; action?: Handler });
  }, 300_000);

  /** A paper of the giver keyed by one person, holding the planted points. */
  async function keyPaper({ actor }: Context, judgeId: string): Promise<string> {
    const place = { round_id: contest.district.roundId, judge_id: judgeId, category_id: contest.categories.TV.id };
    const { id } = await fresh.db
      .insertInto("paper_keyings").values({ ...place, turn: 1, keyed_by: actor.personId, started_at: now, finished_at: now })
      .returning("id").executeTakeFirstOrThrow();
    await sql`insert into paper_keyed_points (keying_id, sheet_id, criterion_id, points, keyed_at)
      select ${id}::uuid, s.id, sp.criterion_id, ${planted.points}, ${now} from sheets s join sheet_points sp on sp.sheet_id = s.id
      where s.judge_id = ${judgeId}`.execute(fresh.db);
    return id;
  }

  /** The judges of the second work are asked to look again, their planted points kept as the first ones. */
  async function askToLookAgain(): Promise<void> {
    const entry = contest.entries[1]!.roundEntryId;
    const { id } = await fresh.db.insertInto("second_looks").values({ round_entry_id: entry, asked_at: now, asked_by: contest.district.organiser.actor.personId })
      .returning("id").executeTakeFirstOrThrow();
    await sql`insert into second_look_sheets (sheet_id, look_id, first_total)
      select s.id, ${id}::uuid, ${planted.total} from sheets s where s.round_entry_id = ${entry} and s.submitted_at is not null`.execute(fresh.db);
    await sql`insert into second_look_points (sheet_id, criterion_id, points)
      select sp.sheet_id, sp.criterion_id, sp.points from sheet_points sp join second_look_sheets sl on sl.sheet_id = sp.sheet_id`.execute(fresh.db);
  }

  const writeTexts = (judgeId: string) => sql`
    insert into sheet_texts (sheet_id, kind, text, saved_at)
    select s.id, t.kind, t.text, ${now} from sheets s
    cross join unnest(${Object.keys(written)}::text[], ${Object.values(written)}::text[]) as t (kind, text)
    where s.judge_id = ${judgeId}`.execute(fresh.db);

  const everybody = ["judge", "organiser", "secretary", "administrator", "entrant", "provinceOrganiser", "provinceJudge", "nobody"];

  it("is served on the giver's own pages, so that a mark would be noticed elsewhere", async () => {
    const { found } = await marksServed("loader", ["giver"]);
    expect(found.map(({ where }) => where).sort()).toEqual(["jury._index", "jury.rounds.$roundId", "jury.sheets.$sheetId._index"]);
  }, 120_000);

  it("is shown of a paper to the person who keyed it, and what a judge wrote to that judge", async () => {
    const keyed = await marksServed("loader", ["keyer"]);
    expect(keyed.found.map(({ where }) => where)).toEqual(["office.rounds.$roundId.key-in.$keyingId._index"]);
    const { found } = await marksServed("loader", ["giver"], Object.values(written));
    expect(found.map(({ where }) => where)).toEqual(["jury.sheets.$sheetId._index"]);
  }, 120_000);

  it("is kept with what the judge wrote: words to the child and to the jury wait for closing", async () => {
    const { found } = await marksServed("loader", [...everybody, "keyer"], Object.values(written));
    expect(found).toEqual([]);
  }, 300_000);

  it("reaches nobody else while judging is open: not the other judges, not organisers, not administrators", async () => {
    const { asked, found } = await marksServed("loader", everybody);
    expect(found).toEqual([]);
    const loaders = [...modules.values()].filter(({ loader }) => loader).length;
    expect(asked).toBe(loaders * everybody.length);
    expect(loaders).toBeGreaterThan(60);
  }, 300_000);

  it("after closing is the office's, for the minutes; judges, units and the public see no sheet of another", async () => {
    await closeJudging(contest.district.organiser, contest.district.roundId, "Hết hạn");
    const { found } = await marksServed("loader", everybody);
    expect([...new Set(found.map(({ who }) => who))].filter((who) => !["organiser", "secretary", "administrator"].includes(who))).toEqual([]);
    expect(found).toContainEqual({ who: "organiser", where: "office.rounds.$roundId.decision" });
    expect(found).toContainEqual({ who: "organiser", where: "office.rounds.$roundId.second-looks" });
  }, 300_000);

  it("after closing gives organisers the words to the child and to the jury; a judge's own notes stay their own", async () => {
    const told = await marksServed("loader", [...everybody, "keyer"], [written.author, written.jury]);
    expect(told.found).toEqual([{ who: "organiser", where: "office.rounds.$roundId.remarks" }]);
    const own = await marksServed("loader", [...everybody, "keyer"], [written.own]);
    expect(own.found).toEqual([]);
  }, 300_000);

  it("comes with no answer to a form either, whoever sends it", async () => {
    const { found } = await marksServed("action", ["judge", "entrant", "provinceJudge", "provinceOrganiser", "nobody"]);
    expect(found).toEqual([]);
  }, 300_000);
});
