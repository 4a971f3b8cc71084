import type { Browser } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inviteParticipants } from "#app/domain/contests/commands/participants.server.ts";
import { createUnit } from "#app/domain/units/commands.server.ts";
import { m } from "#app/paraglide/messages.js";
import { contextOf } from "#db/seeds/demo/stage.ts";
import { openBrowser } from "#tests/support/browser.ts";
import { enteredRows, expectedRows } from "#tests/support/import/entered.ts";
import { type KnownWork, knownWorks, messyWorkbook } from "#tests/support/import/messy-workbook.ts";
import { startSite, type Site } from "#tests/support/site.ts";
import { type MadeContest, openContest, setupIn } from "#tests/support/world/contests.ts";
import { founded, raiseWorld, withRuntime, type World } from "#tests/support/world/world.ts";
import { sendList, titlesOnAllPages } from "./steps/list.ts";
import { arrive, follow, main, press, see } from "./steps/page.ts";
import { type Person, step } from "./steps/person.ts";
import { meetResident } from "./steps/resident.ts";

const works = knownWorks();
/** The works that the workbook has a second time. */
const drawn = works.filter(({ category }) => category === "TV");
const twice = [drawn[4]!, drawn[40]!, works.filter(({ category }) => category === "VC")[3]!];
const file = "DS bài dự thi huyện (chốt).xlsx";
const titles = (list: readonly KnownWork[]) => list.map(({ title }) => title).sort();

/** The communes and schools of the works; gives the schools' ids by the names the works have them under. */
async function addSchools({ stage, people, units }: World): Promise<Map<string, string>> {
  const ctx = await contextOf(stage, people.administrator.personId, founded);
  const unit = async (kind: "commune" | "school", name: string, parentId: string) =>
    (await createUnit(ctx, { kind, name, organisation: "", code: null, parentId, phone: "", validFrom: null })).unitId;
  const communes = new Map([["Nghĩa Đô", units.commune]]);
  const schools = new Map([["Trường Tiểu học Nghĩa Đô (mẫu)", units.school]]);
  for (const { commune, school } of works) {
    if (!communes.has(commune)) communes.set(commune, await unit("commune", commune, units.district));
    if (!schools.has(school)) schools.set(school, await unit("school", school, communes.get(commune)!));
  }
  return schools;
}

describe("a district's messy workbook at the office's desk", () => {
  let site: Site;
  let browser: Browser;
  let contest: MadeContest;
  let schools: Map<string, string>;
  let workbook: Buffer;
  let office: Person;

  beforeAll(async () => {
    [site, browser, workbook] = await Promise.all([startSite(), openBrowser(), messyWorkbook()]);
    const secretary = await withRuntime(site, async (runtime) => {
      const world = await raiseWorld(runtime);
      schools = await addSchools(world);
      contest = await openContest(world, setupIn("Lắng nghe con nói", "BY", "open", new Date()), []);
      const ctx = await contextOf(world.stage, world.people.organiser.personId, new Date());
      await inviteParticipants(ctx, contest.contestId, { unitIds: [], allBelow: world.units.district });
      return world.people.secretary;
    });
    office = await meetResident(browser, site, "Triệu Văn Lâm", secretary);
  });
  afterAll(async () => {
    await browser?.close();
    await site?.dispose();
  });

  const inDatabase = () => withRuntime(site, ({ db }) => enteredRows(db));
  const send = () => sendList(office, contest.contestId, { name: file, buffer: workbook });
  const stats = () => main(office.page).locator(".stat-value").allInnerTexts();

  it("is shown row by row as it will be stored, with the rows that stand twice, and enters nothing yet", async () => {
    await send();
    await step(office, "reads the preview", async () => {
      const { page } = office;
      expect(await stats()).toEqual(["97", "147", "3", "100"]);
      expect((await titlesOnAllPages(office)).sort()).toEqual(titles([...works, ...twice]));
      await main(page).getByRole("link", { name: m.import_tab_problems() }).click();
      await page.waitForURL(/view=problems/);
      await expect.poll(() => main(page).getByRole("row").filter({ hasText: m.import_row_blocked() }).count()).toBe(3);
      await page.goBack();
    });
    expect(await inDatabase()).toEqual([]);
  });

  it("enters the same 97 works and 147 authors it was made of, though the button is pressed twice", async () => {
    await step(office, "enters the list", async () => {
      const { page } = office;
      await main(page).getByRole("button", { name: m.import_confirm({ count: "97" }), exact: true }).dblclick();
      await arrive(page, m.import_result_title({ count: "97" }));
      expect((await titlesOnAllPages(office)).sort()).toEqual(titles(works));
    });
    const rows = await inDatabase();
    expect(rows.length).toBe(147);
    expect(rows).toEqual(expectedRows(works, schools));
  });

  it("brings nothing twice when it is sent again, and can be taken back and entered anew", async () => {
    await send();
    await step(office, "sees that nothing is left to enter", async () => {
      expect(await stats()).toEqual(["0", "0", "100", "100"]);
      expect(await main(office.page).getByRole("button", { name: m.import_confirm({ count: "97" }) }).count()).toBe(0);
    });
    await step(office, "takes the first list back", async () => {
      const { page } = office;
      await page.goto(`/office/contests/${contest.contestId}/import`);
      await main(page).getByRole("row").filter({ hasText: m.import_state_confirmed() }).getByRole("link", { name: file }).click();
      await follow(main(page), m.import_undo());
      await press(main(page), m.import_undo());
      await arrive(page, m.import_undone_title());
    });
    expect(await inDatabase()).toEqual([]);
    await send();
    await step(office, "enters the list anew", async () => {
      await press(main(office.page), m.import_confirm({ count: "97" }));
      await see(office.page, m.import_confirmed({ count: 97 }));
    });
    expect(await inDatabase()).toEqual(expectedRows(works, schools));
    expect(office.faults).toEqual([]);
  });
});
