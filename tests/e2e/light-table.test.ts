import type { Browser, BrowserContext, Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { m } from "#app/paraglide/messages.js";
import { openBrowser } from "#tests/support/browser.ts";
import { startSite, type Site } from "#tests/support/site.ts";
import { beginJudging, openContest, setupIn, type MadeContest } from "#tests/support/world/contests.ts";
import { browserOf, raiseWorld, type Resident, withRuntime } from "#tests/support/world/world.ts";

/** A phone at the edge of its network, as the regulations of the product name it. */
const weakLine = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };
const usableMs = 5_000;
const titles = ["Bản em", "Mẹ em", "Nhà sàn", "Chợ phiên", "Cây đa"];

const scaleOf = (page: Page) =>
  page.locator(".compare-works .zoom-picture").evaluateAll((all) => all.map((each) => new DOMMatrix(getComputedStyle(each).transform).a));

async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never came to ${selector}`);
}

const onPlace = (page: Page, index: number) =>
  page.locator(".jury-title").getByText(m.jury_place({ index: String(index), total: String(titles.length) }), { exact: true }).waitFor();

/** With scripts at work the texts give up the names that a plain form needs. */
const scriptsReady = (page: Page) => page.waitForFunction(() => document.querySelectorAll('[name^="texts."]').length === 0);
const pictureShown = (page: Page) =>
  page.waitForFunction(() => {
    const image = document.querySelector<HTMLImageElement>(".score-picture img");
    return Boolean(image?.complete && image.naturalWidth >= 320);
  });

describe("the light table", () => {
  let site: Site;
  let browser: Browser;
  let judges: Resident[];
  let contest: MadeContest;
  let sheets: string[];
  const open = (options: Parameters<typeof browserOf>[3]): Promise<BrowserContext> => browserOf(browser, site, judges[0]!, options);

  beforeAll(async () => {
    [site, browser] = await Promise.all([startSite(), openBrowser()]);
    await withRuntime(site, async (runtime) => {
      const world = await raiseWorld(runtime);
      const works = titles.map((title) => ({ title, withFile: true, submit: true }));
      contest = await openContest(world, setupIn("Nét vẽ bản em", "NV", "judging", new Date()), works);
      judges = await beginJudging(world, contest, ["Hoàng Thị Nga", "Lương Văn Thắng"]);
      const rows = await runtime.db.selectFrom("sheets").select("id").where("judge_id", "=", judges[0]!.personId).orderBy("position").execute();
      sheets = rows.map(({ id }) => id);
    });
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await site?.dispose();
  });

  it.each([360, 1024, 1280])("is worked by keys alone at %i px", { timeout: 120_000 }, async (width) => {
    const context = await open({ viewport: { width, height: 800 }, reducedMotion: "reduce" });
    const page = await context.newPage();
    await page.goto(`/jury/rounds/${contest.roundId}`, { waitUntil: "networkidle" });
    for (const key of ["ArrowRight", "c", "ArrowRight", "c"]) await page.keyboard.press(key);
    await page.keyboard.press("v");
    await page.waitForURL("**/compare?**");
    expect(new URL(page.url()).searchParams.getAll("sheet")).toEqual(sheets.slice(0, 2));
    await tabTo(page, ".compare-works .zoom-frame");
    await page.keyboard.press("+");
    await expect.poll(() => scaleOf(page)).toEqual([1.4, 1.4]);
    await page.keyboard.press("0");
    await expect.poll(() => scaleOf(page)).toEqual([1, 1]);
    await page.goto(`/jury/sheets/${sheets[1]}`, { waitUntil: "networkidle" });
    await page.keyboard.press("f");
    await page.locator(".score-desk[data-quiet]").waitFor();
    await page.keyboard.press("h");
    await page.locator(".score-panel").waitFor({ state: "hidden" });
    await page.keyboard.press("h");
    await page.keyboard.type("12");
    await page.locator(".score-panel").getByText(m.ui_saved(), { exact: true }).first().waitFor();
    await page.keyboard.press("Escape");
    await page.locator(".score-desk:not([data-quiet])").waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.press("n");
    await onPlace(page, 3);
    await page.keyboard.press("p");
    await onPlace(page, 2);
    await page.keyboard.press("s");
    await onPlace(page, 3);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await context.close();
  });

  it("says what is wrong with typed points, keeps them, and never calls them saved", { timeout: 120_000 }, async () => {
    const context = await open({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    await page.goto(`/jury/sheets/${sheets[3]}`, { waitUntil: "networkidle" });
    const field = page.locator(".ruler-number").first();
    const status = page.locator(".score-panel").getByRole("status");
    await field.fill("12");
    await status.getByText(m.ui_saved()).waitFor();
    const faults: [string, string][] = [
      ["8.5.5", m.errors_not_a_number()], ["1.234", m.errors_number_too_fine()], ["-3", m.errors_points_negative()],
      ["99", m.errors_points_above_maximum({ points: "99", max: "30" })],
    ];
    for (const [typed, fault] of faults) {
      await field.fill(typed);
      await page.locator(".field-error").getByText(m.ui_ruler_kept({ fault })).waitFor();
      await field.blur();
      expect(await field.inputValue()).toBe(typed);
      await status.getByText(m.lighttable_not_saved()).waitFor();
    }
    await page.reload({ waitUntil: "networkidle" });
    expect(await field.inputValue()).toBe("12");
    await page.getByText(m.lighttable_texts()).click();
    await page.getByLabel(m.lighttable_text_author()).fill("Em vẽ rất ấm áp");
    await status.getByText(m.ui_saved()).waitFor();
    await page.reload({ waitUntil: "networkidle" });
    expect(await page.getByLabel(m.lighttable_text_author()).inputValue()).toBe("Em vẽ rất ấm áp");
    await context.close();
  });

  it("shows a work with its sheet within five seconds on a weak line, the next one too", { timeout: 120_000 }, async () => {
    const context = await open({ viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, hasTouch: true });
    const page = await context.newPage();
    const line = await context.newCDPSession(page);
    await line.send("Network.enable");
    await line.send("Network.emulateNetworkConditions", weakLine);
    const timed = async (from: number) => {
      await page.locator(".ruler-number").first().waitFor();
      await pictureShown(page);
      const seen = Date.now() - from;
      await scriptsReady(page);
      return { seen, ready: Date.now() - from };
    };
    const begun = Date.now();
    await page.goto(`/jury/sheets/${sheets[0]}`, { waitUntil: "commit" });
    const field = page.locator(".ruler-number").first();
    await field.waitFor();
    await field.fill("11");
    const cold = await timed(begun);
    // Typed before the scripts came, and not lost when they do.
    expect(cold.ready).toBeGreaterThan(cold.seen);
    await page.locator(".score-panel").getByText(m.ui_saved(), { exact: true }).first().waitFor();
    expect(await field.inputValue()).toBe("11");
    await page.waitForLoadState("networkidle");
    const again = Date.now();
    await page.goto(`/jury/sheets/${sheets[0]}`, { waitUntil: "commit" });
    const warm = await timed(again);
    await page.waitForLoadState("networkidle");
    const left = Date.now();
    await page.keyboard.press("n");
    await page.waitForURL(`**/jury/sheets/${sheets[1]}`);
    const next = await timed(left);
    // The form for this screen, once the browser has chosen it.
    const shown = () => page.locator(".score-picture img").first().evaluate((image: HTMLImageElement) => image.currentSrc);
    expect([cold.seen, warm.ready, next.ready].map((ms) => ms <= usableMs)).toEqual([true, true, true]);
    await expect.poll(shown, { timeout: 5_000 }).toMatch(/\/800$/);
    await context.close();
  });
});
