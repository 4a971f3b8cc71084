import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { m } from "#app/paraglide/messages.js";
import { fillSheets } from "#db/seeds/demo/sheets.ts";
import { openBrowser } from "#tests/support/browser.ts";
import { startSite, type Site } from "#tests/support/site.ts";
import { beginJudging, openContest, setupIn, startOf, type MadeContest } from "#tests/support/world/contests.ts";
import { browserOf, raiseWorld, type Resident, type World, withRuntime } from "#tests/support/world/world.ts";
import { fill, follow, main, press, see } from "./steps/page.ts";
import { keepPicture } from "./steps/picture.ts";

const titles = ["Bản em", "Mẹ em"];
const names = ["Hoàng Thị Nga", "Lương Văn Thắng"] as const;

describe("a work on which judges are far apart", () => {
  let site: Site;
  let browser: Browser;
  let organiser: World["people"]["organiser"];
  let judges: Resident[];
  let contest: MadeContest;
  const office = async () => {
    const page = await (await browserOf(browser, site, organiser, { viewport: { width: 1280, height: 900 } })).newPage();
    await page.goto(`/office/rounds/${contest.roundId}/judging`, { waitUntil: "networkidle" });
    return page;
  };
  const phoneOf = async (judge: Resident): Promise<Page> => {
    const page = await (await browserOf(browser, site, judge, { viewport: { width: 360, height: 740 }, hasTouch: true })).newPage();
    await page.goto("/jury", { waitUntil: "networkidle" });
    return page;
  };

  beforeAll(async () => {
    [site, browser] = await Promise.all([startSite(), openBrowser()]);
    await withRuntime(site, async (runtime) => {
      const world = await raiseWorld(runtime);
      ({ organiser } = world.people);
      contest = await openContest(world, setupIn("Nét vẽ bản em", "NV", "judging", new Date()), titles.map((title) => ({ title, withFile: true, submit: true })));
      judges = await beginJudging(world, contest, names);
      const [, strict] = judges;
      await fillSheets(world.stage, contest.roundId, await startOf(world, contest, "judging"), (judgeId, code, maxima) =>
        maxima.map((max) => max - (judgeId === strict!.personId && code.endsWith("1") ? 600 : 100)));
    });
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await site?.dispose();
  });

  it("is shown to the office without a figure, looked at again on phones, and both scores stand after closing", { timeout: 240_000 }, async () => {
    const page = await office();
    await follow(main(page), m.looks_title());
    await see(main(page), contest.entries[0]!.code!);
    const shown = await main(page).innerText();
    for (const name of names) expect(shown).not.toContain(name);
    expect(shown).not.toMatch(/95|70|25/);
    expect(shown).not.toContain(contest.entries[1]!.code!);
    await keepPicture(page, "second-looks-apart");
    await main(page).getByRole("button", { name: m.looks_ask_of({ code: contest.entries[0]!.code! }) }).click();
    await see(page, m.looks_asked_done({ works: "1", sheets: "2" }));
    await see(main(page), m.looks_answered({ done: "0", total: "2" }));
    await keepPicture(page, "second-looks-asked");

    const first = await phoneOf(judges[0]!);
    await see(main(first), m.looks_mine());
    await keepPicture(first, "second-look-home");
    await main(first).getByRole("link", { name: /95/ }).click();
    await first.waitForURL("**/sheets/*");
    await first.waitForLoadState("networkidle");
    await keepPicture(first, "second-look-sheet");
    await see(first, m.looks_sheet_title({ first: "95" }));
    await press(first, m.looks_keep());
    await see(first, m.looks_was_kept({ first: "95" }));

    const second = await phoneOf(judges[1]!);
    await main(second).getByRole("link", { name: /70/ }).click();
    await press(second, m.looks_change());
    await see(second, m.looks_sheet_editing());
    const points = second.locator(".score-panel input[inputmode=decimal]").first();
    await points.fill("29");
    await points.blur();
    await keepPicture(second, "second-look-editing");
    await press(second, m.jury_submit());
    await second.waitForURL("**/jury/rounds/**");
    await second.goto("/jury", { waitUntil: "networkidle" });
    expect(await second.getByText(m.looks_mine()).count()).toBe(0);

    await page.goto(`/office/rounds/${contest.roundId}/second-looks`, { waitUntil: "networkidle" });
    await see(main(page), m.looks_answered({ done: "2", total: "2" }));
    expect(await main(page).innerText()).not.toMatch(/95|70|75/);
    await page.goto(`/office/rounds/${contest.roundId}/closure`, { waitUntil: "networkidle" });
    await press(main(page), m.office_judging_close());
    await page.waitForURL("**/decision");
    await page.goto(`/office/rounds/${contest.roundId}/second-looks`, { waitUntil: "networkidle" });
    await see(main(page), m.looks_result_kept({ judge: names[0], first: "95" }));
    await see(main(page), m.looks_result_changed({ judge: names[1], first: "70", last: "75" }));
    await keepPicture(page, "second-looks-results");
    const file = await page.request.get(`/office/rounds/${contest.roundId}/panel.json`);
    const [category] = ((await file.json()) as { categories: { sheets: { secondLook?: string }[] }[] }).categories;
    expect(category!.sheets.flatMap(({ secondLook }) => secondLook ?? []).sort()).toEqual(["changed", "kept"]);
  });

  it("has a limit that the office may change only with a reason", async () => {
    const page = await office();
    await page.goto(`/office/rounds/${contest.roundId}/second-looks/limit`, { waitUntil: "networkidle" });
    await fill(page, m.looks_limit_field(), "12,5");
    await press(main(page), m.looks_limit_change());
    await page.locator(".field-error").first().waitFor();
    expect(await page.getByLabel(new RegExp(m.looks_limit_field())).inputValue()).toBe("12,5");
  });
});
