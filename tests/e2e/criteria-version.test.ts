import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reviseCriteria } from "#app/domain/judging/commands/revise-criteria.server.ts";
import { submitSheet } from "#app/domain/judging/commands/submit-sheet.server.ts";
import { findCriteriaVersions } from "#app/domain/judging/queries/criteria-versions.server.ts";
import { m } from "#app/paraglide/messages.js";
import { contextOf } from "#db/seeds/demo/stage.ts";
import { openBrowser } from "#tests/support/browser.ts";
import { startSite, type Site } from "#tests/support/site.ts";
import { beginJudging, type MadeContest, openContest, setupIn } from "#tests/support/world/contests.ts";
import { browserOf, raiseWorld, type Resident, withRuntime, type World } from "#tests/support/world/world.ts";
import { inspect } from "./pages/inspect.ts";

const reason = "Đính chính thể lệ theo công văn số 12";
const added = "Bản sắc quê em";

describe("a criterion changed after scoring began", () => {
  let site: Site;
  let browser: Browser;
  let contest: MadeContest;
  let judge: Resident;
  let people: World["people"];
  let sheets: string[];
  let criteria: { id: string; name: string; most: number }[];
  const rubric = () => `/office/contests/${contest.contestId}/categories/TV/criteria`;
  const stored = () =>
    withRuntime(site, ({ db }) =>
      db.selectFrom("sheets").select(["id", "total_points as total"]).where("id", "in", sheets).orderBy("position").execute());

  beforeAll(async () => {
    [site, browser] = await Promise.all([startSite(), openBrowser()]);
    await withRuntime(site, async (runtime) => {
      const world = await raiseWorld(runtime);
      people = world.people;
      const works = ["Bản em", "Nhà sàn"].map((title) => ({ title, withFile: true, submit: true }));
      contest = await openContest(world, setupIn("Nét vẽ bản em", "NV", "judging", new Date()), works);
      [judge] = (await beginJudging(world, contest, ["Hoàng Thị Nga"])) as [Resident];
      const { db } = runtime;
      sheets = (await db.selectFrom("sheets").select("id").where("judge_id", "=", judge.personId).orderBy("position").execute()).map(({ id }) => id);
      criteria = await db
        .selectFrom("criteria as k").innerJoin("categories as c", "c.id", "k.category_id").select(["k.id", "k.name", "k.max_points as most"])
        .where("c.contest_id", "=", contest.contestId).where("c.code", "=", "TV").orderBy("k.position").execute();
      const points = Object.fromEntries(criteria.map(({ id, most }) => [id, most]));
      await submitSheet(await contextOf(world.stage, judge.personId, new Date()), sheets[0]!, points);
    });
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await site?.dispose();
  });

  const pageOf = async (who: Resident, width: number): Promise<Page> => {
    const context = await browserOf(browser, site, who, { viewport: { width, height: 800 }, reducedMotion: "reduce" });
    return context.newPage();
  };
  const looked = async (page: Page, path = new URL(page.url()).pathname) => expect(await inspect(page.context(), [path], new Set())).toEqual([]);
  const ruler = (page: Page, name: string) => page.locator(".ruler", { hasText: name }).locator(".ruler-number");

  const rescale = (name: string, maxPoints: number) =>
    withRuntime(site, async (runtime) => {
      const organiser = await contextOf({ runtime } as World["stage"], people.organiser.personId, new Date());
      const { number, criteria: lines } = await findCriteriaVersions(organiser, contest.contestId, "TV");
      const changed = lines.map((one) => (one.name === name ? { ...one, maxPoints } : one));
      await reviseCriteria(organiser, contest.contestId, "TV", { base: number, criteria: changed, reason: "Thang điểm mới", next: "confirm" });
    });

  it("is refused with the way out, previewed, done, told to the judge, scored and counted", { timeout: 300_000 }, async () => {
    const phone = await pageOf(judge, 360);
    await phone.goto(`/jury/sheets/${sheets[1]!}`, { waitUntil: "networkidle" });
    await ruler(phone, criteria[1]!.name).fill("1");
    await phone.getByText(m.ui_saved(), { exact: true }).waitFor();

    const office = await pageOf(people.organiser, 1280);
    await office.goto(rubric(), { waitUntil: "networkidle" });
    await office.getByText(m.criteria_frozen_title()).waitFor();
    await office.getByRole("link", { name: m.criteria_new() }).click();
    await office.waitForURL("**/criteria/version");
    const line = (at: number, field: string) => office.locator(`[name="criteria.${at}.${field}"]`).last();
    const most = criteria[0]!.most / 100 + 10;
    await line(0, "maxPoints").fill(String(most));
    await line(criteria.length, "name").fill(added);
    await line(criteria.length, "maxPoints").fill("10");
    await office.getByRole("button", { name: m.criteria_preview() }).click();
    await office.getByText(m.errors_reason_empty()).first().waitFor();
    expect(await line(0, "maxPoints").inputValue()).toBe(String(most));
    await office.getByLabel(m.criteria_reason()).fill(reason);
    await office.getByRole("button", { name: m.criteria_preview() }).click();
    await office.getByText(m.criteria_effect_returned({ count: "1" })).waitFor();
    await office.getByText(m.criteria_effect_begun({ count: "1" })).waitFor();
    expect(await line(criteria.length, "name").inputValue()).toBe(added);
    if (process.env.PAGE_PICTURES) {
      await office.screenshot({ path: `${process.env.PAGE_PICTURES}/preview-1280.png`, fullPage: true });
      await office.setViewportSize({ width: 360, height: 800 });
      await office.screenshot({ path: `${process.env.PAGE_PICTURES}/preview-360.png`, fullPage: true });
      await office.setViewportSize({ width: 1280, height: 800 });
    }
    await office.getByRole("button", { name: m.criteria_confirm({ number: 2 }) }).click();
    await office.getByText(m.criteria_done_returned({ number: 2, count: "1" })).waitFor();
    await office.getByText(reason).waitFor();
    await looked(office);
    await looked(office, `${rubric()}/version`);

    // The judge's page is older than the version: what they type now is not lost sight of, and the new sheet is there.
    await ruler(phone, criteria[0]!.name).fill("5");
    await phone.getByText(m.errors_criteria_changed({ typed: `${criteria[0]!.name} 5` })).waitFor();
    await ruler(phone, added).waitFor();
    expect(await ruler(phone, criteria[1]!.name).inputValue()).toBe("1");
    if (process.env.PAGE_PICTURES) await phone.screenshot({ path: `${process.env.PAGE_PICTURES}/stale-360.png`, fullPage: true });

    await phone.goto("/jury", { waitUntil: "networkidle" });
    await phone.getByText(m.criteria_jury_count({ count: "2" })).waitFor();
    await phone.getByText(m.criteria_jury_reason({ reason })).waitFor();
    await looked(phone);
    await looked(phone, `/jury/rounds/${contest.roundId}`);
    await phone.goto(`/jury/sheets/${sheets[0]!}`, { waitUntil: "networkidle" });
    await phone.getByText(m.criteria_jury_back()).waitFor();
    await looked(phone);
    // Once more while the sheet is open: handing in the older one keeps what was typed, and shows the newer.
    await phone.route("**/points", (route) => route.abort());
    await ruler(phone, criteria[0]!.name).fill(String(most));
    await ruler(phone, criteria[2]!.name).fill("3");
    await ruler(phone, added).fill("10");
    await rescale(criteria[1]!.name, 3_000);
    await phone.getByRole("button", { name: m.jury_submit_next() }).click();
    await phone.getByText(m.errors_criteria_changed({ typed: `${criteria[1]!.name} ${criteria[1]!.most / 100}` })).waitFor();
    await expect.poll(() => ruler(phone, criteria[1]!.name).inputValue()).toBe("");
    const typed = [criteria[0]!.name, criteria[2]!.name, added].map((name) => ruler(phone, name).inputValue());
    expect(await Promise.all(typed)).toEqual([String(most), "3", "10"]);
    await phone.unroute("**/points");
    await ruler(phone, criteria[2]!.name).fill(String(criteria[2]!.most / 100));
    await ruler(phone, criteria[1]!.name).fill("30");
    await phone.getByRole("button", { name: m.jury_submit_next() }).click();
    await phone.waitForURL(`**/jury/sheets/${sheets[1]!}`);
    await expect.poll(() => ruler(phone, added).inputValue()).toBe("");
    for (const { name } of [...criteria, { name: added }]) await ruler(phone, name).fill("2");
    await phone.getByRole("button", { name: m.jury_submit() }).click();
    await phone.getByText(m.jury_all_done()).first().waitFor();

    const whole = criteria.reduce((sum, { most: points }) => sum + points, 0) + 1_000 + 1_000 + (3_000 - criteria[1]!.most);
    expect(await stored()).toEqual([{ id: sheets[0], total: whole }, { id: sheets[1], total: (criteria.length + 1) * 200 }]);
    await office.goto(`/office/rounds/${contest.roundId}/closure`, { waitUntil: "networkidle" });
    await office.getByRole("button", { name: m.office_judging_close() }).click();
    await office.waitForURL("**/decision");
    const ranked = await withRuntime(site, ({ db }) =>
      db.selectFrom("ranked_entries").select(["rank", "score_num as num", "score_den as den"]).where("round_id", "=", contest.roundId).orderBy("rank").execute());
    expect(ranked.map(({ rank, num, den }) => [rank, Number(num) / Number(den)])).toEqual([[1, whole], [2, (criteria.length + 1) * 200]]);
    await office.goto(rubric(), { waitUntil: "networkidle" });
    await office.getByText(/đã khép vòng chấm/).waitFor();
  });
});
