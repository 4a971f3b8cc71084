import sharp from "sharp";
import { openBrowser } from "#tests/support/browser.ts";
import { contextFor } from "#tests/support/organisation.ts";
import { makeContest, putInPhase } from "#tests/support/builders/contest.ts";
import { judgedContest, sheetOf } from "#tests/support/builders/small-contest.ts";
import type { Database } from "#db/client.ts";
import type { BenchCase } from "../bench-case.ts";
import { provideChromium } from "../lib/chromium.mjs";
import { leavingNothing } from "./support/leavings.ts";
import { cookieOf, onGround } from "./support/ground.ts";
import { get, siteOn, withServer } from "./support/processes.ts";

type Asked = { path: string; cookie: string };
type Weight = { scripts: number; all: number };

/** A unit's own draft in an open contest, still without its picture: the page with the form and the upload. */
async function unitPage(db: Database): Promise<Asked> {
  const now = new Date();
  const contest = await makeContest(db, now, ["Nghĩa Đô"]);
  const { roundId } = contest.district;
  const inAMonth = new Date(now.getTime() + 30 * 86_400_000);
  await db.updateTable("phases").set({ ends_at: inAMonth }).where("round_id", "=", roundId).where("kind", "=", "open").execute();
  await putInPhase(db, roundId, "open", now);
  const unitId = contest.communes.get("Nghĩa Đô")!;
  const unit = await contextFor(db, now, "Cô Hằng", [{ role: "entrant", unitId }]);
  const { id } = await db
    .insertInto("entries")
    .values({
      contest_id: contest.contestId, category_id: contest.categories.TV.id, unit_id: unitId, participant_id: unitId,
      unit_name: "Nghĩa Đô", participant_name: "Nghĩa Đô", title: "Bữa cơm ngày mùa", search: "bua com ngay mua",
      created_at: now, created_by: unit.actor.personId, updated_at: now,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return { path: `/unit/entries/${id}`, cookie: await cookieOf(db, unit.actor.personId) };
}

async function judgePage(db: Database): Promise<Asked> {
  const contest = await judgedContest(db, new Date(), 3);
  const judge = contest.district.judges[0]!;
  const path = `/jury/sheets/${await sheetOf(judge, contest.entries[1]!)}`;
  return { path, cookie: await cookieOf(db, judge.actor.personId) };
}

/** Every address of this site that a fresh browser asks for until the page is quiet. */
async function addressesOf(url: string, { path, cookie }: Asked): Promise<string[]> {
  const browser = await openBrowser();
  return leavingNothing(() => browser.close(), async () => {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
    const [name, value] = cookie.split("=") as [string, string];
    await context.addCookies([{ name, value, url }]);
    const page = await context.newPage();
    const asked: string[] = [];
    // Works come from storage, which is empty here, and are images anyway: any picture stands in for them.
    const picture = await sharp({ create: { width: 320, height: 240, channels: 3, background: "#888" } }).webp().toBuffer();
    await page.route("**/files/**", (route) => route.fulfill({ contentType: "image/webp", body: picture }));
    page.on("request", (request) => {
      const address = new URL(request.url());
      const counts = request.resourceType() !== "image" && !address.pathname.startsWith("/files/");
      if (counts && address.origin === url) asked.push(request.url());
    });
    const answer = await page.goto(url + path, { waitUntil: "networkidle" });
    if (answer?.status() !== 200) throw new Error(`${path} answered ${answer?.status()}`);
    return asked;
  });
}

/** The bytes of each answer's body as gzip: ahead of time for files, on the way for pages. Images are left out. */
async function weigh(url: string, asked: Asked): Promise<Weight> {
  const weight = { scripts: 0, all: 0 };
  for (const address of await addressesOf(url, asked)) {
    const { status, headers, body } = await get(address, { cookie: asked.cookie, "accept-encoding": "gzip" });
    const type = headers["content-type"] ?? "";
    if (status !== 200 || type.startsWith("image/")) continue;
    weight.all += body.length;
    if (type.includes("javascript")) weight.scripts += body.length;
  }
  return weight;
}

async function measureAll(): Promise<{ unit: Weight; judge: Weight }> {
  const chromium = await provideChromium();
  if (!chromium) throw new Error("no Chromium: set CHROMIUM_PATH");
  process.env.CHROMIUM_PATH = chromium;
  return onGround(async ({ db, dataDir }) => {
    const [unit, judge] = [await unitPage(db), await judgePage(db)];
    return withServer(siteOn(dataDir), async ({ url }) => ({
      unit: await weigh(url, unit),
      judge: await weigh(url, judge),
    }));
  });
}

let measured: ReturnType<typeof measureAll> | undefined;
const kilobytes = async (page: "unit" | "judge", part: keyof Weight) => {
  const weights = await (measured ??= measureAll());
  return { value: weights[page][part] / 1_000, baseline: null };
};

const atMost = (limit: number) => ({ unit: "kB", measure: "value", limit, bound: "most" }) as const;

/** What the first visit of a phone brings over the wire, gzip: the unit's draft and the judge's sheet. */
export const cases: BenchCase[] = [
  { id: "unit-scripts", title: "Trang bài dự thi của đơn vị: mã JavaScript", ...atMost(150), run: () => kilobytes("unit", "scripts") },
  { id: "unit-all", title: "Trang bài dự thi của đơn vị: tất cả trừ ảnh", ...atMost(200), run: () => kilobytes("unit", "all") },
  { id: "judge-scripts", title: "Trang chấm: mã JavaScript", ...atMost(150), run: () => kilobytes("judge", "scripts") },
  { id: "judge-all", title: "Trang chấm: tất cả trừ ảnh", ...atMost(200), run: () => kilobytes("judge", "all") },
];
