import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeJudging } from "#app/domain/awards/commands/close-judging.server.ts";
import { m } from "#app/paraglide/messages.js";
import { fillSheets } from "#db/seeds/demo/sheets.ts";
import { contextOf } from "#db/seeds/demo/stage.ts";
import { openBrowser } from "#tests/support/browser.ts";
import { startSite, type Site } from "#tests/support/site.ts";
import { beginJudging, openContest, setupIn, startOf, type MadeContest } from "#tests/support/world/contests.ts";
import { browserOf, raiseWorld, type Resident, type World, withRuntime } from "#tests/support/world/world.ts";

const titles = ["Bản em", "Mẹ em", "Nhà sàn"];
/** Which of two works is better, by this order of titles. */
const wish = ["Nhà sàn", "Bản em", "Mẹ em"];

const shownTitles = (page: Page) => page.locator(".decider-works h2 .hand").allInnerTexts();
const answerOf = ([left, right]: string[]) => (wish.indexOf(left!) < wish.indexOf(right!) ? "left" : "right");
/** The places in `wish` of the works of the page's first table, from top to bottom. */
const order = async (page: Page) => {
  const rows = await page.locator("tbody").first().locator("tr").evaluateAll((all) => all.map((row) => row.textContent ?? ""));
  return rows.map((row) => wish.findIndex((title) => row.includes(title)));
};
const progress = (page: Page, done: number) => page.locator(".jury-progress").getByText(`${done}/3`).waitFor();

describe("a pairwise decider", () => {
  let site: Site;
  let browser: Browser;
  let organiser: World["people"]["organiser"];
  let judges: Resident[];
  let contest: MadeContest;

  beforeAll(async () => {
    [site, browser] = await Promise.all([startSite(), openBrowser()]);
    await withRuntime(site, async (runtime) => {
      const world = await raiseWorld(runtime);
      ({ organiser } = world.people);
      const setup = setupIn("Nét vẽ bản em", "NV", "decision", new Date());
      setup.rounds[0]!.tieBreakSteps = [{ kind: "pairwise" }, { kind: "shared" }];
      contest = await openContest(world, setup, titles.map((title) => ({ title, withFile: true, submit: true })));
      judges = await beginJudging(world, contest, ["Hoàng Thị Nga", "Lương Văn Thắng"]);
      await fillSheets(world.stage, contest.roundId, await startOf(world, contest, "judging"), (_, __, maxima) => maxima.map((max) => max - 100));
      await closeJudging(await contextOf(world.stage, organiser.personId, await startOf(world, contest, "decision")), contest.roundId);
    });
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await site?.dispose();
  });

  it("goes from the tie to the new ranking: by keys on a PC, without script on a phone", { timeout: 240_000 }, async () => {
    const office = await (await browserOf(browser, site, organiser)).newPage();
    await office.goto(`/office/rounds/${contest.roundId}/decision`, { waitUntil: "networkidle" });
    const other = office.locator("details.card > summary");
    if (await other.count()) await other.first().click();
    await office.getByRole("link", { name: m.decider_open(), exact: true }).first().click();
    await office.getByRole("button", { name: m.decider_open(), exact: true }).click();
    await office.waitForURL("**/deciders/*");
    const deciderPage = office.url();
    await office.getByText(m.decider_judges_hint()).waitFor();
    expect(await office.getByText(m.decider_matrix_hint()).count()).toBe(0);

    const first = await browserOf(browser, site, judges[0]!, { viewport: { width: 1280, height: 800 }, reducedMotion: "reduce" });
    const page = await first.newPage();
    await page.goto("/jury", { waitUntil: "networkidle" });
    await page.getByRole("link", { name: m.decider_card_begin() }).click();
    await page.locator(".decider-works .zoom-picture").nth(1).waitFor();
    const asked = await shownTitles(page);
    await page.waitForLoadState("networkidle");
    await page.keyboard.press("ArrowDown");
    await progress(page, 1);
    await page.getByText(m.decider_undo()).click();
    await progress(page, 0);
    expect(await shownTitles(page)).toEqual(asked);
    for (let done = 1; done <= 3; done++) {
      await page.keyboard.press(answerOf(await shownTitles(page)) === "left" ? "ArrowLeft" : "ArrowRight");
      await progress(page, done);
    }
    await page.getByRole("heading", { name: m.decider_finished_title() }).waitFor();
    await first.close();

    const second = await browserOf(browser, site, judges[1]!, { viewport: { width: 360, height: 740 }, javaScriptEnabled: false });
    const phone = await second.newPage();
    await phone.goto("/jury");
    await phone.getByRole("link", { name: m.decider_card_begin() }).click();
    for (let done = 0; done < 3; done++) {
      await progress(phone, done);
      const pictures = await phone.locator(".decider-works .zoom-frame").evaluateAll((all) => all.map((each) => each.getBoundingClientRect().toJSON() as DOMRect));
      expect(pictures.map(({ width, height }) => width > 150 && height > 200)).toEqual([true, true]);
      expect(pictures[0]!.y).toBe(pictures[1]!.y);
      const buttons = await phone.locator("[data-answer]").evaluateAll((all) => all.map((each) => each.getBoundingClientRect().bottom <= innerHeight));
      expect(buttons).toEqual([true, true, true]);
      await phone.locator(`[data-answer="${answerOf(await shownTitles(phone))}"]`).click();
    }
    await phone.getByRole("heading", { name: m.decider_finished_title() }).waitFor();
    await second.close();

    await office.goto(deciderPage, { waitUntil: "networkidle" });
    await office.getByRole("link", { name: m.decider_end() }).click();
    await office.getByRole("button", { name: m.decider_end() }).click();
    await office.getByText(m.decider_matrix_hint()).waitFor();
    expect(await order(office)).toEqual([0, 1, 2]);
    await office.goto(`/office/rounds/${contest.roundId}/decision`, { waitUntil: "networkidle" });
    expect(await order(office)).toEqual([0, 1, 2]);
  });
});
