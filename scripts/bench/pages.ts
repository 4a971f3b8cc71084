import pg from "pg";
import { judgedContest, sheetOf, type SmallContest } from "#tests/support/builders/small-contest.ts";
import type { BenchCase } from "../bench-case.ts";
import { cookieOf, type Ground, onGround } from "./support/ground.ts";
import { cpuOfProcess, get, type Measured, siteOn, withServer } from "./support/processes.ts";
import { median } from "./support/statistics.ts";

const sizes = [1, 3, 50] as const;
const turns = 5;
const requestsATurn = 60;
const warmUp = 150;

type Asked = { path: string; cookie: string };
type Page = {
  id: string;
  name: string;
  /** The page of a contest of so many works, and who asks for it. */
  ask(contest: SmallContest): Promise<Asked>;
  /** The bare page of the same rows. */
  bare(contest: SmallContest): Promise<string>;
};

const judgeOf = (contest: SmallContest) => contest.district.judges[0]!;
const asJudge = (contest: SmallContest) => cookieOf(contest.db, judgeOf(contest).actor.personId);
// The middle one: it has neighbours on both sides as soon as there are three.
const middleSheet = ({ entries, ...contest }: SmallContest) =>
  sheetOf(judgeOf({ entries, ...contest }), entries[Math.floor(entries.length / 2)]!);

const pages: Page[] = [
  {
    id: "sheet",
    name: "Trang chấm một bài",
    ask: async (contest) => ({ path: `/jury/sheets/${await middleSheet(contest)}`, cookie: await asJudge(contest) }),
    bare: async (contest) => `/sheet/${await middleSheet(contest)}`,
  },
  {
    id: "table",
    name: "Bàn sáng của giám khảo",
    ask: async (contest) => ({ path: `/jury/rounds/${contest.district.roundId}`, cookie: await asJudge(contest) }),
    bare: async (contest) => `/table/${judgeOf(contest).actor.personId}`,
  },
  {
    id: "entries",
    name: "Danh sách bài của ban tổ chức",
    ask: async (contest) => ({
      path: `/office/rounds/${contest.district.roundId}/entries`,
      cookie: await cookieOf(contest.db, contest.district.organiser.actor.personId),
    }),
    bare: async (contest) => `/office/${contest.district.roundId}`,
  },
];

type Figures = { queries: number[]; cpu: { value: number; baseline: number } };

async function read(server: Measured, { path, cookie }: Asked): Promise<void> {
  const answer = await get(server.url + path, { cookie, "accept-encoding": "identity" });
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
}

/** Statements a request, sign-in included: the middle of five, since work in the background may fall into one. */
async function queriesOf(site: Measured, asked: Asked): Promise<number> {
  await read(site, asked);
  const counts: number[] = [];
  for (let turn = 0; turn < 5; turn++) {
    const before = await site.usage();
    await read(site, asked);
    counts.push((await site.usage()).statements - before.statements);
  }
  return median(counts);
}

/** CPU a request in ms: the server's own and that of the database's processes that work for it. */
async function cpuOf(server: Measured, asked: Asked, backends: () => Promise<number>): Promise<number> {
  const [before, databaseBefore] = [await server.usage(), await backends()];
  for (let at = 0; at < requestsATurn; at++) await read(server, asked);
  const [after, databaseAfter] = [await server.usage(), await backends()];
  return (after.cpuMs - before.cpuMs + databaseAfter - databaseBefore) / requestsATurn;
}

/** The CPU used so far by the connections of one application. */
const backendsOf = (control: pg.Client, application: string) => async () => {
  const { rows } = await control.query<{ pid: number }>(
    "select pid from pg_stat_activity where application_name = $1", [application],
  );
  return rows.reduce((sum, { pid }) => sum + cpuOfProcess(pid), 0);
};

type Servers = { site: Measured; bare: Measured; control: pg.Client };

async function figuresOf(page: Page, contests: SmallContest[], { site, bare, control }: Servers): Promise<Figures> {
  const queries: number[] = [];
  for (const contest of contests) queries.push(await queriesOf(site, await page.ask(contest)));
  const largest = contests.at(-1)!;
  const ours = await page.ask(largest);
  const theirs = { path: await page.bare(largest), cookie: "" };
  for (let at = 0; at < warmUp; at++) {
    await read(site, ours);
    await read(bare, theirs);
  }
  const [values, baselines]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < turns; turn++) {
    values.push(await cpuOf(site, ours, backendsOf(control, "vong-thi")));
    baselines.push(await cpuOf(bare, theirs, backendsOf(control, "bench-bare")));
  }
  return { queries, cpu: { value: median(values), baseline: median(baselines) } };
}

async function measureOn({ db, dataDir, connection }: Ground): Promise<Map<string, Figures>> {
  const contests: SmallContest[] = [];
  for (const size of sizes) contests.push(await judgedContest(db, new Date(), size));
  const barePages = {
    args: ["scripts/bench/support/bare-pages.mjs"],
    env: { CONNECTION: JSON.stringify(connection) },
  };
  return withServer(siteOn(dataDir), (site) => withServer(barePages, async (bare) => {
    const control = new pg.Client({ ...connection, application_name: "bench" });
    await control.connect();
    try {
      const found = new Map<string, Figures>();
      for (const page of pages) found.set(page.id, await figuresOf(page, contests, { site, bare, control }));
      return found;
    } finally {
      await control.end();
    }
  }));
}

let measured: Promise<Map<string, Figures>> | undefined;

/** All pages are measured in one go, whichever of the cases is asked for first. */
const figures = async (id: string) => (await (measured ??= onGround(measureOn))).get(id)!;

/**
 * Each page with 1, 3 and 50 works in its round: how many statements it sends, whether they grow with the works, and
 * the CPU of the application and its database together against a page without anything around it.
 */
export const cases: BenchCase[] = pages.flatMap(({ id, name }): BenchCase[] => [
  {
    id: `${id}-queries`, title: `${name}: số truy vấn với 50 bài`, unit: "queries", measure: "value", limit: 8,
    bound: "most",
    run: async () => ({ value: (await figures(id)).queries.at(-1)!, baseline: null }),
  },
  {
    id: `${id}-queries-growth`, title: `${name}: số truy vấn tăng thêm từ 1 qua 3 đến 50 bài`, unit: "queries",
    measure: "value", limit: 0, bound: "most",
    run: async () => {
      const { queries } = await figures(id);
      return { value: Math.max(...queries) - Math.min(...queries), baseline: null };
    },
  },
  {
    id: `${id}-cpu`, title: `${name}: CPU một lượt xem với 50 bài`, unit: "ms", measure: "ratio", limit: 12,
    bound: "most",
    run: async () => (await figures(id)).cpu,
  },
]);
