import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser, BrowserContextOptions } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { m } from "#app/paraglide/messages.js";
import type { RecomputeFile } from "#app/domain/judging/recompute-format.ts";
import { recomputeFile } from "#scripts/recompute/main.ts";
import { openBrowser } from "#tests/support/browser.ts";
import { startSite, type Site } from "#tests/support/site.ts";
import { beginJudging, type MadeContest, openContest, setupIn } from "#tests/support/world/contests.ts";
import { appointHelper, browserOf, raiseWorld, type Resident, withRuntime, type World } from "#tests/support/world/world.ts";
import { type Opinion, scoreAll } from "./steps/jury.ts";
import { main, press, see } from "./steps/page.ts";
import { openPaper, typePaper } from "./steps/paper.ts";
import { type Person, step, watched } from "./steps/person.ts";

/** By title: what every judge gives. The last two are equal in sum and part at the first criterion. */
const opinion: Opinion = {
  "Bản em": [28, 23, 14, 13, 14], "Mẹ em": [26, 22, 13, 13, 13], "Nhà sàn": [20, 20, 12, 12, 12],
  "Chợ phiên": [24, 21, 12, 12, 13], "Cây đa": [25, 20, 12, 12, 13],
};
const titles = Object.keys(opinion);
const names = ["Hoàng Thị Nga", "Lương Văn Thắng", "Bàn Văn Páo", "Cô giáo Lý", "Thầy giáo Vàng"];

describe("five judges", () => {
  let site: Site;
  let browser: Browser;
  let world: World;
  let contest: MadeContest;
  let judges: Resident[];
  let helper: Resident;
  const sit = async (name: string, who: Resident, options: BrowserContextOptions = {}): Promise<Person> =>
    watched(name, await browserOf(browser, site, who, { viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", ...options }));
  const round = () => `/office/rounds/${contest.roundId}`;
  const codeOf = (title: string) => contest.entries[titles.indexOf(title)]!.code!;

  beforeAll(async () => {
    [site, browser] = await Promise.all([startSite(), openBrowser()]);
    await withRuntime(site, async (runtime) => {
      world = await raiseWorld(runtime);
      helper = await appointHelper(world);
      const works = titles.map((title) => ({ title, withFile: true, submit: true }));
      contest = await openContest(world, setupIn("Nét vẽ bản em", "NV", "judging", new Date()), works);
      judges = await beginJudging(world, contest, names);
    });
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await site?.dispose();
  });

  /** The organiser notes that a teacher taught the child of a work: they never meet. */
  const barred = (by: Person, judge: number, title: string) =>
    step(by, `keeps ${names[judge]} from ${title}`, async () => {
      await by.page.goto(`${round()}/conflicts/new`, { waitUntil: "networkidle" });
      const page = main(by.page);
      await page.locator("select[name=judgeId]").selectOption(judges[judge]!.personId);
      await page.locator("[name=code]").fill(codeOf(title));
      await page.locator("[name=note]").fill("Cô thầy dạy lớp của em");
      await press(page, m.tasks_conflicts_save());
      await see(by.page, m.tasks_conflicts_confirm_done({ code: codeOf(title) }));
    });

  const keys = (by: Person, judge: number, last: string) =>
    step(by, `keys the paper of ${names[judge]}`, async () => {
      await openPaper(by.page, `${round()}/key-in`, names[judge]!);
      const shown = await by.page.locator(".key-work").allInnerTexts();
      const inOrder = shown.map((text) => titles.find((title) => text.endsWith(title))!);
      await typePaper(by.page, inOrder.flatMap((title) => opinion[title]!.map(String)));
      await by.page.getByRole("button", { name: m.keyin_finish() }).click();
      await see(by.page, last);
    });

  it("score by web, phone and paper; one leaves; a tie is decided; the exported numbers recompute to the same ranking", { timeout: 420_000 }, async () => {
    const organiser = await sit("Ban tổ chức", world.people.organiser);
    await barred(organiser, 3, "Bản em");
    await barred(organiser, 4, "Mẹ em");

    expect(await scoreAll(await sit(names[0]!, judges[0]!), "keys", opinion)).toBe(5);
    expect(await scoreAll(await sit(names[1]!, judges[1]!, { viewport: { width: 360, height: 740 }, hasTouch: true }), "rulers", opinion)).toBe(5);
    expect(await scoreAll(await sit(names[3]!, judges[3]!), "fields", opinion)).toBe(4);
    await keys(await sit("Thư ký", world.people.secretary), 2, m.keyin_told_waiting());
    await keys(await sit("Thư ký thứ hai", helper), 2, m.keyin_told_recorded({ count: "5" }));

    await step(organiser, "sees no points before closing, and relieves the judge who leaves", async () => {
      const { page, context } = organiser;
      expect((await context.request.get(`${round()}/panel.json`)).status()).toBeGreaterThanOrEqual(400);
      await page.goto(`${round()}/judges/${judges[4]!.personId}/release`, { waitUntil: "networkidle" });
      await main(page).locator("input[name=scores][value=void]").check();
      await main(page).locator("[name=reason]").fill("Thầy đi công tác đột xuất");
      await press(main(page), m.tasks_release_do());
      await page.waitForURL(`**${round()}/judging`);
    });
    await step(organiser, "closes judging without a gap", async () => {
      const { page } = organiser;
      await page.goto(`${round()}/closure`, { waitUntil: "networkidle" });
      expect(await main(page).locator("[name=reason]").count()).toBe(0);
      await press(main(page), m.office_judging_close());
      await see(page, m.office_judging_close_done());
    });

    const text = await (await organiser.context.request.get(`${round()}/panel.json`)).text();
    const [drawings] = (JSON.parse(text) as RecomputeFile).categories;
    expect(drawings!.sheets.filter(({ paper }) => paper).length).toBe(5);
    expect(drawings!.sheets.length).toBe(19);
    expect(drawings!.stated!.ranking!.map(({ entry, rank }) => [entry, rank])).toEqual(
      ["Bản em", "Mẹ em", "Cây đa", "Chợ phiên", "Nhà sàn"].map((title, index) => [codeOf(title), index + 1]),
    );
    const folder = await mkdtemp(path.join(tmpdir(), "vong-thi-panel-"));
    await writeFile(path.join(folder, "panel.json"), text);
    const said: string[] = [];
    expect(recomputeFile([path.join(folder, "panel.json")], (out) => said.push(out), (line) => said.push(line)), said.join("\n")).toBe(0);
    await rm(folder, { recursive: true });
    expect(organiser.faults).toEqual([]);
  });
});
