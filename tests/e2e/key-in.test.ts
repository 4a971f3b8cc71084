import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { m } from "#app/paraglide/messages.js";
import { openBrowser } from "#tests/support/browser.ts";
import { startSite, type Site } from "#tests/support/site.ts";
import { beginJudging, type MadeContest, openContest, setupIn } from "#tests/support/world/contests.ts";
import { appointHelper, browserOf, raiseWorld, type Resident, withRuntime, type World } from "#tests/support/world/world.ts";
import { openPaper, typePaper } from "./steps/paper.ts";

const titles = ["Bản em", "Mẹ em", "Nhà sàn"];
const judgeName = "Lương Văn Thắng";

describe("a judge's paper", () => {
  let site: Site;
  let browser: Browser;
  let contest: MadeContest;
  let judges: Resident[];
  let people: World["people"];
  let helper: Resident;
  const address = () => `/office/rounds/${contest.roundId}/key-in`;
  const handedIn = () =>
    withRuntime(site, ({ db }) =>
      db.selectFrom("sheets").select("total_points as total").where("judge_id", "=", judges[1]!.personId).where("submitted_at", "is not", null)
        .orderBy("total_points").execute());

  beforeAll(async () => {
    [site, browser] = await Promise.all([startSite(), openBrowser()]);
    await withRuntime(site, async (runtime) => {
      const world = await raiseWorld(runtime);
      people = world.people;
      helper = await appointHelper(world);
      const works = titles.map((title) => ({ title, withFile: true, submit: true }));
      contest = await openContest(world, setupIn("Nét vẽ bản em", "NV", "judging", new Date()), works);
      judges = await beginJudging(world, contest, ["Hoàng Thị Nga", judgeName]);
    });
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await site?.dispose();
  });

  async function paperOpened(who: Resident, width: number): Promise<Page> {
    const context = await browserOf(browser, site, who, { viewport: { width, height: 800 }, reducedMotion: "reduce" });
    const page = await context.newPage();
    await openPaper(page, address(), judgeName);
    return page;
  }

  it("is keyed by two people apart, on a PC and on a phone, and recorded once both agree", { timeout: 180_000 }, async () => {
    const first = await paperOpened(people.secretary, 1280);
    const criteria = await first.locator(".key-row").first().locator("input").count();
    const row = (start: string) => [start, ...Array<string>(criteria - 1).fill("5")];
    await typePaper(first, [row("8"), row("7"), row("9,0")].flat());
    await first.locator(".key-row").nth(1).getByText(m.keyin_row_saved()).waitFor();
    await first.getByRole("button", { name: m.keyin_finish() }).click();
    await first.getByText(m.keyin_told_waiting()).waitFor();
    expect(await handedIn()).toEqual([]);
    const paper = { judge: judgeName, category: "Tranh vẽ" };
    await first.getByRole("link", { name: m.keyin_drop({ turn: 1 }) }).click();
    await first.getByRole("heading", { name: m.keyin_drop_question({ ...paper, turn: 1 }) }).waitFor();

    const second = await paperOpened(helper, 360);
    await typePaper(second, [row("8.0"), row("7"), row("8,5")].flat());
    await second.locator(".key-row").nth(2).locator("input").last().blur();
    await second.locator(".key-row").nth(2).locator(".field-error").waitFor();
    await second.locator(".key-row").nth(2).locator("input").first().fill("6");
    await second.getByRole("button", { name: m.keyin_finish() }).click();
    await second.getByText(m.keyin_told_differs({ count: "1" })).waitFor();
    expect(await second.locator(".key-row").count()).toBe(1);
    expect(await second.locator('input[aria-invalid="true"]').inputValue()).toBe("6");
    expect(await second.content()).not.toContain('value="9"');

    await second.locator('input[aria-invalid="true"]').fill("9");
    await second.locator('input[aria-invalid="true"]').blur();
    await second.waitForURL(`**${address()}`);
    await second.getByText(m.keyin_recorded({ count: "3" })).waitFor();
    await second.getByRole("link", { name: m.keyin_take_back() }).click();
    await second.getByRole("heading", { name: m.keyin_take_back_question(paper) }).waitFor();
    const others = (criteria - 1) * 500;
    expect(await handedIn()).toEqual([700, 800, 900].map((points) => ({ total: points + others })));
  });
});
