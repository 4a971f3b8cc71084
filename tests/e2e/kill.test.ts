import { createHash } from "node:crypto";
import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import type { Browser, Page } from "@playwright/test";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifyChain } from "#app/domain/audit/verify.server.ts";
import { m } from "#app/paraglide/messages.js";
import { openBrowser } from "#tests/support/browser.ts";
import { startSite, type Site } from "#tests/support/site.ts";
import { beginJudging, type MadeContest, openContest, setupIn } from "#tests/support/world/contests.ts";
import { browserOf, raiseWorld, type Resident, withRuntime } from "#tests/support/world/world.ts";

const uploadBytesPerSecond = 5_000_000;
const killAfterBytes = 9_000_000;
const killAfterSaves = 40;

type Score = { sheetId: string; criterionId: string; points: number };
type Tally = { acknowledged: Score[]; asked: Score[] };

const key = ({ sheetId, criterionId }: Pick<Score, "sheetId" | "criterionId">) => `${sheetId} ${criterionId}`;

/** A picture that compresses to nothing less and holds nothing to take out: it is stored byte for byte. */
async function largePicture(): Promise<Buffer> {
  const [width, height] = [3000, 3000];
  const pixels = Buffer.alloc(width * height * 3);
  for (let at = 0, state = 1; at < pixels.length; at++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    pixels[at] = state & 255;
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } }).png({ compressionLevel: 1 }).toBuffer();
}

describe("the program and its database killed at work", () => {
  let site: Site;
  let browser: Browser;
  let entrant: Resident;
  let judge: Resident;
  let open: MadeContest;
  let judged: MadeContest;

  beforeAll(async () => {
    [site, browser] = await Promise.all([startSite(), openBrowser()]);
    await site.stop();
    await withRuntime(site, async (runtime) => {
      const world = await raiseWorld(runtime);
      const now = new Date();
      entrant = world.people.entrant;
      open = await openContest(world, setupIn("Ước mơ của em", "UM", "open", now), [
        { title: "Bữa cơm nhà em", withFile: false, submit: false },
      ]);
      const works = ["Bản em", "Mẹ em", "Chợ phiên"].map((title) => ({ title, withFile: true, submit: true }));
      judged = await openContest(world, setupIn("Nét vẽ bản em", "NV", "judging", now), works);
      judge = (await beginJudging(world, judged, ["Hoàng Thị Nga"]))[0]!;
    });
    await site.start();
  });
  afterAll(async () => {
    await browser?.close();
    await site?.dispose();
  });

  it("goes on with an upload from the byte it had, by itself, and loses none", async () => {
    const bytes = await largePicture();
    expect(bytes.length).toBeGreaterThan(20_000_000);
    const context = await browserOf(browser, site, entrant);
    const page = await context.newPage();
    const line = watchUpload(page);
    await slowDown(page);
    const { entryId } = open.entries[0]!;
    await page.goto(`/unit/entries/${entryId}`, { waitUntil: "networkidle" });
    await page.locator("input[type=file]").last().setInputFiles({ name: "IMG_0412.png", mimeType: "image/png", buffer: bytes });
    await page.getByRole("dialog").getByRole("button", { name: m.photo_send_original() }).click();
    await expect.poll(() => partBytes(site), { timeout: 30_000, interval: 20 }).toBeGreaterThan(killAfterBytes);
    await site.kill();
    const arrived = partBytes(site);
    const promised = Math.max(...line.confirmed);
    expect(promised).toBeGreaterThan(1_000_000);
    expect(arrived).toBeGreaterThanOrEqual(promised);
    expect(arrived).toBeLessThan(bytes.length);
    await page.getByText(m.ui_status_waiting_network()).first().waitFor();
    line.restart();
    await site.start();
    await page.getByText(m.unit_file_received()).first().waitFor({ timeout: 45_000 });
    expect(line.heads[0]).toBe(arrived);
    expect(line.ranges[0]).toBe(`bytes=${arrived}-`);

    const stored = await withRuntime(site, ({ db }) =>
      db.selectFrom("entries as e").innerJoin("stored_files as f", "f.id", "e.file_id")
        .select(["f.id", "f.sha256", "f.bytes"]).where("e.id", "=", entryId).executeTakeFirstOrThrow());
    const digest = createHash("sha256").update(bytes).digest("hex");
    expect(stored).toMatchObject({ sha256: digest, bytes: bytes.length });
    const served = await context.request.get(`/files/${stored.id}/original`);
    expect(createHash("sha256").update(await served.body()).digest("hex")).toBe(digest);

    await page.goto(`/unit/entries/${entryId}/submission`);
    await page.getByRole("button", { name: m.unit_review_submit() }).click();
    await page.getByRole("heading", { level: 1, name: m.unit_sent_title({ code: "UM-TV-001" }) }).waitFor();
    await context.close();
  });

  it("keeps every score it said was kept, and the judge goes on", async () => {
    const context = await browserOf(browser, site, judge);
    const page = await context.newPage();
    const { sheets, criteria } = await withRuntime(site, async ({ db }) => ({
      sheets: await db.selectFrom("sheets as s").innerJoin("round_entries as re", "re.id", "s.round_entry_id").select("s.id")
        .where("re.round_id", "=", judged.roundId).orderBy("s.position").execute(),
      criteria: await db.selectFrom("criteria as c").innerJoin("categories as k", "k.id", "c.category_id").select("c.id")
        .where("k.contest_id", "=", judged.contestId).where("k.code", "=", "TV").orderBy("c.position").execute(),
    }));
    const [first, ...others] = sheets.map(({ id }) => id) as [string, ...string[]];
    await page.goto(`/jury/sheets/${first}`, { waitUntil: "networkidle" });
    const number = (index: number) => page.locator(".ruler-number").nth(index);
    await number(0).fill("27");
    await page.getByText(m.ui_saved()).waitFor();

    await page.evaluate(scoreWithoutEnd, { sheets: others, criteria: criteria.map(({ id }) => id) });
    const tally = () => page.evaluate(() => (window as unknown as { tally: Tally }).tally);
    await expect.poll(async () => (await tally()).acknowledged.length, { timeout: 30_000, interval: 20 }).toBeGreaterThan(killAfterSaves);
    await site.kill();
    await number(1).fill("21");
    await page.getByText(m.jury_save_waiting()).waitFor();
    const { acknowledged, asked } = await tally();
    await site.start();
    await page.getByText(m.ui_saved()).waitFor({ timeout: 30_000 });
    for (const [index, points] of ["12", "13", "14"].entries()) {
      const answer = page.waitForResponse((response) => response.url().endsWith("/points"));
      await number(index + 2).fill(points);
      expect((await answer).status()).toBe(200);
    }
    await page.locator("[data-submit-sheet]").click();
    await page.waitForURL(`**/jury/sheets/${others[0]}`);

    const { kept, total, chain, events } = await withRuntime(site, async ({ db }) => ({
      kept: await db.selectFrom("sheet_points").select(["sheet_id as sheetId", "criterion_id as criterionId", "points"])
        .where("sheet_id", "in", others).execute(),
      total: (await db.selectFrom("sheets").select("total_points").where("id", "=", first).executeTakeFirstOrThrow()).total_points,
      chain: await verifyChain(db),
      events: await db.selectFrom("audit_events").select(["subject_id", "detail"]).where("action", "=", "save-points").execute(),
    }));
    expect(total).toBe(8_700);
    expect(chain.brokenAt).toBeNull();
    const found = new Map(kept.map((score) => [key(score), score.points]));
    const lastWord = new Map(acknowledged.map((score) => [key(score), score.points]));
    const unanswered = asked.slice(acknowledged.length);
    expect(unanswered.length).toBeLessThanOrEqual(1);
    for (const score of unanswered) {
      // Killed before its answer: it may have been kept or not, and nothing else may stand in its place.
      if (found.get(key(score)) === score.points) lastWord.set(key(score), score.points);
    }
    expect(found).toEqual(lastWord);
    const logged = new Set(events.map(({ subject_id, detail }) => `${subject_id} ${lastOf(detail)}`));
    for (const { sheetId, criterionId, points } of acknowledged) expect(logged).toContain(`${sheetId} ${criterionId} ${points}`);
    await context.close();
  });
});

/** The criterion and the new points that an event of saving one criterion tells of. */
function lastOf(detail: unknown): string {
  const [change] = Object.entries((detail as { points: Record<string, [number | null, number]> }).points);
  return `${change![0]} ${change![1][1]}`;
}

/** Runs in the judge's page: saves one criterion after the other, and stops at the first save that gets no answer. */
function scoreWithoutEnd({ sheets, criteria }: { sheets: string[]; criteria: string[] }): void {
  const tally: Tally = { acknowledged: [], asked: [] };
  Object.assign(window, { tally });
  void (async () => {
    for (let round = 0; ; round++) {
      const sheetId = sheets[round % sheets.length]!;
      const criterionId = criteria[Math.floor(round / sheets.length) % criteria.length]!;
      const points = 1 + (Math.floor(round / sheets.length / criteria.length) % 15);
      const score = { sheetId, criterionId, points: points * 100 };
      tally.asked.push(score);
      const body = new URLSearchParams({ criterionId, points: String(points) });
      const answer = await fetch(`/jury/sheets/${sheetId}/points`, { method: "POST", body }).catch(() => null);
      if (!answer?.ok) return;
      tally.acknowledged.push(score);
    }
  })();
}

/** Bytes on the disk of the one upload under way. */
function partBytes({ dataDir }: Site): number {
  const folder = path.join(dataDir, "parts");
  const sizes = (() => {
    try {
      return readdirSync(folder).map((name) => statSync(path.join(folder, name)).size);
    } catch {
      return [];
    }
  })();
  return Math.max(0, ...sizes);
}

async function slowDown(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  const limits = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: uploadBytesPerSecond };
  await devtools.send("Network.emulateNetworkConditions", limits);
}

/** What passes between the page and the ingest: offsets confirmed, told to a HEAD, and asked for by a PUT. */
function watchUpload(page: Page) {
  const line = {
    confirmed: [0], heads: [] as number[], ranges: [] as string[],
    restart() {
      line.heads = [];
      line.ranges = [];
    },
  };
  page.on("response", (response) => {
    if (!response.url().includes("/ingest/")) return;
    const at = Number(response.headers()["x-ut-range-start"]);
    const request = response.request();
    if (request.method() === "HEAD" && response.ok()) line.heads.push(at);
    if (request.method() === "PUT" && response.status() === 202) line.confirmed.push(at);
    if (request.method() === "PUT" && response.ok()) line.ranges.push(request.headers().range ?? "");
  });
  return line;
}
