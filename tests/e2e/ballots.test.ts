import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BallotSetup } from "#app/domain/contests/model.ts";
import { m } from "#app/paraglide/messages.js";
import { openBrowser } from "#tests/support/browser.ts";
import { startSite, type Site } from "#tests/support/site.ts";
import { beginJudging, type MadeContest, openContest, setupIn } from "#tests/support/world/contests.ts";
import { browserOf, raiseWorld, type Resident, withRuntime, type World } from "#tests/support/world/world.ts";
import { bothWidths } from "./pages/inspect.ts";

const titles = ["Bản em", "Mẹ em", "Nhà sàn", "Suối reo"];
const judgeNames = ["Hoàng Thị Nga", "Lương Văn Thắng", "Nông Thị Mai"];
type Voted = { contest: MadeContest; judges: Resident[] };

const titleOf = (page: Page) => page.locator(".score-work h2").innerText();
const saved = (page: Page) => page.getByRole("status").getByText(m.ui_saved()).waitFor();
const ranked = async (page: Page) =>
  (await page.locator("tbody").first().locator("tr").allInnerTexts()).map((row) => row.replace(/\s+/g, " "));

describe("ballots without points", () => {
  let site: Site;
  let browser: Browser;
  let organiser: World["people"]["organiser"];
  const made: Partial<Record<BallotSetup["kind"], Voted>> = {};

  beforeAll(async () => {
    [site, browser] = await Promise.all([startSite(), openBrowser()]);
    const ballots: BallotSetup[] = [
      { category: "TV", kind: "pass", quorum: 2, quorumIn: "votes" },
      { category: "TV", kind: "choose", picks: 2, exact: true },
      { category: "TV", kind: "stars", stars: 5 },
    ];
    await withRuntime(site, async (runtime) => {
      const world = await raiseWorld(runtime);
      ({ organiser } = world.people);
      for (const [at, ballot] of ballots.entries()) {
        const setup = setupIn(`Nét vẽ ${ballot.kind}`, `N${at}`, "judging", new Date());
        setup.rounds[0]!.ballots = [ballot];
        setup.rounds[0]!.tieBreakSteps = [{ kind: "head-judge" }, { kind: "shared" }];
        const contest = await openContest(world, setup, titles.map((title) => ({ title, withFile: true, submit: true })));
        made[ballot.kind] = { contest, judges: await beginJudging(world, contest, judgeNames) };
      }
    });
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await site?.dispose();
  });

  const opened = async (who: Resident, to: string, width = 1280): Promise<Page> => {
    const page = await (await browserOf(browser, site, who, { viewport: { width, height: 780 }, reducedMotion: "reduce" })).newPage();
    await page.goto(to, { waitUntil: "networkidle" });
    return page;
  };

  /** Votes with the keys on every sheet, seeing each saved. */
  async function voteByKeys(who: Resident, keyOf: Record<string, string>, name?: string): Promise<void> {
    const page = await opened(who, "/jury");
    await page.getByRole("link", { name: m.jury_begin(), exact: true }).click();
    for (let done = 0; done < titles.length; done++) {
      await page.locator(`.jury-progress`).getByText(`${done}/${titles.length}`).waitFor();
      await page.waitForLoadState("networkidle");
      await page.keyboard.press(keyOf[await titleOf(page)]!);
      await saved(page);
      if (name && done === 1) expect(await bothWidths(page, `ballot ${name} sheet`)).toEqual([]);
      await page.keyboard.press("Enter");
    }
    await page.locator(`.jury-progress`).getByText(`${titles.length}/${titles.length}`).waitFor();
    if (name) expect(await bothWidths(page, `ballot ${name} table`)).toEqual([]);
    await page.context().close();
  }

  async function close({ contest }: Voted, name: string): Promise<string[]> {
    const page = await opened(organiser, `/office/rounds/${contest.roundId}/closure`);
    await page.getByRole("button", { name: m.office_judging_close() }).click();
    await page.waitForURL("**/decision");
    await page.waitForLoadState("networkidle");
    await page.locator("tbody tr").first().waitFor();
    const rows = await ranked(page);
    expect(await bothWidths(page, `ballot ${name} decision`)).toEqual([]);
    await page.goto(`/office/rounds/${contest.roundId}/analysis`, { waitUntil: "networkidle" });
    await page.getByText(m.ballot_analysis_note()).waitFor();
    expect(await bothWidths(page, `ballot ${name} analysis`)).toEqual([]);
    await page.context().close();
    return rows;
  }

  it("are set up beside the round, and frozen once it is open", { timeout: 120_000 }, async () => {
    const rounds = `/office/contests/${made.pass!.contest.contestId}/rounds`;
    const page = await opened(organiser, `${rounds}/2/ballots`);
    const drawings = page.getByRole("group", { name: "Tranh vẽ" });
    await drawings.getByRole("radio", { name: m.ballot_kind_choose() }).check();
    await page.getByRole("button", { name: m.office_save() }).click();
    await page.getByText(m.errors_ballot_picks_not_valid()).first().waitFor();
    expect(await bothWidths(page, "ballot setup")).toEqual([]);
    await drawings.getByLabel(m.ballot_picks()).fill("5");
    await drawings.getByRole("radio", { name: m.ballot_exact_yes() }).check();
    await page.getByRole("button", { name: m.office_save() }).click();
    await page.getByText(`Tranh vẽ: ${m.ballot_says_choose_exact({ picks: "5" })}`).waitFor();
    expect(await bothWidths(page, "ballot round")).toEqual([]);
    await page.goto(`${rounds}/1/ballots`, { waitUntil: "networkidle" });
    await page.getByText(m.ballot_locked()).waitFor();
    expect(await page.getByRole("button", { name: m.office_save() }).count()).toBe(0);
    expect(await bothWidths(page, "ballot frozen")).toEqual([]);
    await page.goto(`/office/rounds/${made.pass!.contest.roundId}/key-in`, { waitUntil: "networkidle" });
    await page.getByText(m.ballot_keyin_note()).waitFor();
    expect(await page.getByRole("button", { name: m.keyin_start() }).count()).toBe(0);
    expect(await bothWidths(page, "ballot key-in")).toEqual([]);
    await page.context().close();
  });

  it("pass and fail: three judges by keys, one work below the quorum", { timeout: 240_000 }, async () => {
    const votes = ["1110", "1100", "1000"];
    for (const [at, judge] of made.pass!.judges.entries()) {
      await voteByKeys(judge, Object.fromEntries(titles.map((title, work) => [title, votes[at]![work]!])), at === 0 ? "pass" : undefined);
    }
    const rows = await close(made.pass!, "pass");
    const said = (title: string) => rows.find((row) => row.includes(title));
    expect(said("Bản em")).toContain(m.ballot_votes_pass({ yes: "3", judges: "3" }));
    expect(said("Mẹ em")).toContain(m.ballot_votes_pass({ yes: "2", judges: "3" }));
    expect(said("Mẹ em")).not.toContain(m.ballot_below_quorum());
    expect(said("Nhà sàn")).toContain(m.ballot_below_quorum());
  });

  it("stars: three judges by keys, the most stars first", { timeout: 240_000 }, async () => {
    const votes = ["5432", "5431", "4321"];
    for (const [at, judge] of made.stars!.judges.entries()) {
      await voteByKeys(judge, Object.fromEntries(titles.map((title, work) => [title, votes[at]![work]!])), at === 0 ? "stars" : undefined);
    }
    const rows = await close(made.stars!, "stars");
    expect(rows[0]).toContain(titles[0]!);
    expect(rows[0]).toContain(m.ballot_votes_stars({ score: "4,67" }));
  });

  /** Picks works on the light table; the third is refused in words. */
  async function pickOnTable(page: Page, wanted: readonly string[]): Promise<void> {
    for (const [at, title] of wanted.entries()) {
      await page.locator(".light-table li").filter({ has: page.locator(`[alt*="${title}"]`) }).locator("[data-pick]").click();
      await page.locator(".light-choice").getByText(m.ballot_picked_of({ picked: String(at + 1), picks: "2" })).waitFor();
    }
    await page.waitForLoadState("networkidle");
  }

  it("choosing two works: on the light table, on the sheet of a phone, handed in whole", { timeout: 240_000 }, async () => {
    const { contest, judges } = made.choose!;
    const page = await opened(judges[0]!, `/jury/rounds/${contest.roundId}`);
    await pickOnTable(page, [titles[0]!, titles[1]!]);
    await page.locator(".light-table li").filter({ has: page.locator(`[alt*="${titles[2]}"]`) }).locator("[data-pick]").click();
    await page.getByText(m.ballot_full({ picks: "2" })).waitFor();
    await page.reload({ waitUntil: "networkidle" });
    expect(await page.locator('[data-pick][aria-pressed="true"]').count()).toBe(2);
    expect(await bothWidths(page, "ballot choose table")).toEqual([]);
    await page.getByRole("link", { name: m.ballot_review() }).click();
    await page.getByRole("button", { name: m.ballot_choice_submit() }).waitFor();
    expect(await bothWidths(page, "ballot choose review")).toEqual([]);
    await page.getByRole("button", { name: m.ballot_choice_submit() }).click();
    await page.getByText(m.ballot_choice_done({ picked: "2" })).first().waitFor();
    expect(await bothWidths(page, "ballot choose done")).toEqual([]);
    await page.context().close();

    const phone = await opened(judges[1]!, "/jury", 360);
    expect(await bothWidths(phone, "ballot choose home")).toEqual([]);
    await phone.setViewportSize({ width: 360, height: 740 });
    await phone.getByRole("link", { name: m.jury_begin(), exact: true }).click();
    for (let done = 0; done < titles.length; done++) {
      await phone.getByText(m.jury_place({ index: String(done + 1), total: String(titles.length) })).waitFor();
      if ([titles[0], titles[2]].includes(await titleOf(phone))) {
        await phone.locator(".ballot-tile").first().click();
        await saved(phone);
      }
      if (done === 2) {
        expect(await bothWidths(phone, "ballot choose sheet")).toEqual([]);
        await phone.setViewportSize({ width: 360, height: 740 });
      }
      const next = phone.getByRole("link", { name: m.jury_next_work(), exact: true });
      if (done < titles.length - 1) await next.click();
    }
    await phone.getByRole("link", { name: m.ballot_review() }).click();
    await phone.getByText(m.ballot_picked_of({ picked: "2", picks: "2" })).first().waitFor();
    await phone.getByRole("button", { name: m.ballot_choice_submit() }).click();
    await phone.getByText(m.ballot_choice_done({ picked: "2" })).first().waitFor();
    await phone.context().close();

    const third = await opened(judges[2]!, `/jury/rounds/${contest.roundId}`);
    await pickOnTable(third, [titles[0]!]);
    await third.getByRole("link", { name: m.ballot_review() }).click();
    await third.getByRole("button", { name: m.ballot_choice_submit() }).click();
    await third.getByText(m.errors_ballot_picks_few({ picks: "2", picked: "1" })).first().waitFor();
    await third.getByRole("link", { name: m.ballot_choice_add() }).click();
    await third.locator("[data-pick]").first().waitFor();
    await third.waitForLoadState("networkidle");
    await third.locator(".light-table li").filter({ has: third.locator(`[alt*="${titles[1]}"]`) }).locator("[data-pick]").click();
    await third.locator(".light-choice").getByText(m.ballot_picked_of({ picked: "2", picks: "2" })).waitFor();
    await third.waitForLoadState("networkidle");
    await third.getByRole("link", { name: m.ballot_review() }).click();
    await third.getByRole("button", { name: m.ballot_choice_submit() }).click();
    await third.getByText(m.ballot_choice_done({ picked: "2" })).first().waitFor();
    await third.context().close();

    const rows = await close(made.choose!, "choose");
    expect(rows[0]).toContain(titles[0]!);
    expect(rows[0]).toContain(m.ballot_votes_choose({ yes: "3", judges: "3" }));
    expect(rows.find((row) => row.includes(titles[3]!))).toContain(m.ballot_nobody());
  });
});
