import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Browser, BrowserContextOptions } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readFile } from "node:fs/promises";
import { m } from "#app/paraglide/messages.js";
import type { RecomputeFile } from "#app/domain/judging/recompute-format.ts";
import { fillSheets } from "#db/seeds/demo/sheets.ts";
import { openBrowser } from "#tests/support/browser.ts";
import { startSite, type Site } from "#tests/support/site.ts";
import { type Langnghe, raiseLangnghe } from "#tests/support/world/langnghe.ts";
import { browserOf, type Resident, withRuntime } from "#tests/support/world/world.ts";
import { Columns, publishedRanking, rankByHand } from "./steps/columns.ts";
import { ranking } from "./steps/decision.ts";
import { scoreSome } from "./steps/jury.ts";
import { startJudging } from "./steps/office.ts";
import { follow, main, press, row, see } from "./steps/page.ts";
import { openPaper, typePaper } from "./steps/paper.ts";
import { type Person, step, watched } from "./steps/person.ts";

const schools = ["Trường Tiểu học Nghĩa Đô (mẫu)", "Trường THCS Bảo Hà (mẫu)"] as const;
const seats = [
  { name: "Cù Thị Ngân" }, { name: "Khổng Văn Thước", teachesAt: schools[0] }, { name: "Tạ Minh Giấy" },
  { name: "Quách Thị Giảng", teachesAt: schools[1] }, { name: "Mạc Văn Nghỉ" },
];
const [web, phone, paper, teacher, leaver] = [0, 1, 2, 3, 4] as const;
/** A work whose child the head of the jury taught, which nobody but the organiser knows. */
const taught = { judge: web, code: "BY-TV-047" };
/** The last of the ranking: one of its sheets is never handed in. */
const gap = publishedRanking("TV", 82).at(-1)![0]!;

type Sheet = { id: string; code: string; blindCode: string; judgeId: string; school: string; done: boolean };

describe("Lắng nghe con nói, judged by five", () => {
  let site: Site;
  let browser: Browser;
  let made: Langnghe;
  let organiser: Person;
  let onPaperCount = 0;
  const columns = new Columns();
  const sit = async (name: string, who: Resident, options: BrowserContextOptions = {}): Promise<Person> =>
    watched(name, await browserOf(browser, site, who, { viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", ...options }));
  const round = () => `/office/rounds/${made.roundId}`;
  const nameOf = (judge: number) => seats[judge]!.name;
  const idOf = (judge: number) => made.judges[judge]!.personId;

  beforeAll(async () => {
    [site, browser] = await Promise.all([startSite(), openBrowser()]);
    await site.stop();
    made = await withRuntime(site, (runtime) => raiseLangnghe(runtime, seats));
    await site.start();
    organiser = await sit("Ban tổ chức", made.organiser);
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await site?.dispose();
  });

  /** The sheets that judges hold now. */
  const heldSheets = (): Promise<Sheet[]> =>
    withRuntime(site, ({ db }) =>
      db.selectFrom("sheets as s").innerJoin("round_entries as re", "re.id", "s.round_entry_id").innerJoin("entries as e", "e.id", "re.entry_id")
        .where("re.round_id", "=", made.roundId).where("s.stopped_at", "is", null)
        .select(["s.id", "re.code", "re.blind_code as blindCode", "s.judge_id as judgeId", "e.unit_name as school"])
        .select((eb) => eb("s.submitted_at", "is not", null).as("done")).$castTo<Sheet>().execute());

  /** Hands in by the commands of the judges' pages what they hold and `wanted` picks. */
  async function handIn(wanted: (sheet: Sheet) => boolean): Promise<number> {
    const open = new Set((await heldSheets()).filter((sheet) => !sheet.done && wanted(sheet)).map(({ judgeId, code }) => `${judgeId} ${code}`));
    await withRuntime(site, (runtime) =>
      fillSheets({ ...made.stage, runtime }, made.roundId, new Date(), (judgeId, code) =>
        open.has(`${judgeId} ${code}`) ? columns.pointsOf(code, judgeId).map((points) => points * 100) : null));
    return open.size;
  }

  /** Every work has its three judges, and no judge a work of the own school or of a child they taught. */
  async function expectPlan(judges: readonly number[]): Promise<void> {
    const sheets = await heldSheets();
    const perWork = new Map<string, number>();
    for (const { code } of sheets) perWork.set(code, (perWork.get(code) ?? 0) + 1);
    expect([perWork.size, [...new Set(perWork.values())]]).toEqual([94, [3]]);
    expect(new Set(sheets.map(({ judgeId }) => judgeId))).toEqual(new Set(judges.map(idOf)));
    const barred = sheets.filter(({ judgeId, school, code }) =>
      seats.some(({ teachesAt }, at) => idOf(at) === judgeId && (teachesAt === school || (at === taught.judge && code === taught.code))));
    expect(barred).toEqual([]);
  }

  const opinionOf = (judge: number, sheets: readonly Sheet[]) => ({ sheetId }: { sheetId: string }) =>
    columns.pointsOf(sheets.find(({ id }) => id === sheetId)!.code, idOf(judge));

  it("has its teachers' conflicts found from their schools, confirmed, and kept in the assignment", { timeout: 120_000 }, async () => {
    const { page } = organiser;
    await step(organiser, "looks for conflicts and confirms the strong ones", async () => {
      await page.goto(`${round()}/conflicts`, { waitUntil: "networkidle" });
      await press(main(page), m.tasks_conflicts_search());
      await see(main(page), m.tasks_reason_same_unit({ unit: schools[0] }));
      await press(main(page), m.tasks_conflicts_strong());
      await see(page, m.tasks_conflicts_strong_done({ count: "10" }));
    });
    await step(organiser, "notes that a judge taught the child of a work", async () => {
      await page.goto(`${round()}/conflicts/new`, { waitUntil: "networkidle" });
      await main(page).locator("select[name=judgeId]").selectOption(idOf(taught.judge));
      await main(page).locator("[name=code]").fill(taught.code);
      await main(page).locator("[name=note]").fill("Cô dạy lớp của em");
      await press(main(page), m.tasks_conflicts_save());
      await see(page, m.tasks_conflicts_confirm_done({ code: taught.code }));
    });
    await step(organiser, "gives every work three judges", async () => {
      for (const category of ["Tranh vẽ", "Video clip"]) {
        await page.goto(`${round()}/assignment`, { waitUntil: "networkidle" });
        await main(page).getByRole("link", { name: category }).click();
        await page.waitForURL("**category=**");
        await main(page).locator("select[name=per]").selectOption("3");
        await press(main(page), m.tasks_assignment_look());
        await see(main(page), m.tasks_assignment_linked());
        await press(main(page), m.tasks_assignment_publish());
        await see(page, m.tasks_assignment_published());
      }
    });
    await startJudging(organiser, made.roundId, 282);
    await expectPlan([web, phone, paper, teacher, leaver]);
    expect(organiser.faults).toEqual([]);
  });

  it("is scored by web and phone, and goes on when one judge leaves", { timeout: 240_000 }, async () => {
    const sheets = await heldSheets();
    const byWeb = await sit(nameOf(web), made.judges[web]!);
    await scoreSome(byWeb, "keys", 4, opinionOf(web, sheets));
    const byPhone = await sit(nameOf(phone), made.judges[phone]!, { viewport: { width: 360, height: 740 }, hasTouch: true });
    await scoreSome(byPhone, "rulers", 3, opinionOf(phone, sheets));
    const own = sheets.filter(({ judgeId }) => judgeId === idOf(leaver));
    const begun = new Set(own.slice(0, 10).map(({ id }) => id));
    expect(await handIn(({ id }) => begun.has(id))).toBe(10);
    await step(organiser, "looks at what becomes of the work of the judge who leaves, and relieves him", async () => {
      const { page } = organiser;
      await page.goto(`${round()}/judges/${idOf(leaver)}/release`, { waitUntil: "networkidle" });
      const [done, waiting, all] = [String(begun.size), String(own.length - begun.size), String(own.length)];
      await see(main(page), m.tasks_release_counts({ done, waiting }));
      await see(main(page), m.tasks_release_kept_hint({ done, waiting, opened: waiting }));
      await see(main(page), m.tasks_release_void_hint({ opened: all }));
      await main(page).locator("input[name=scores][value=void]").check();
      await main(page).locator("[name=reason]").fill("Thầy đi công tác đột xuất");
      await press(main(page), m.tasks_release_do());
      await see(page, m.tasks_release_done({ waiting, opened: all }));
    });
    columns.leave(idOf(leaver));
    await expectPlan([web, phone, paper, teacher]);
    expect([organiser, byWeb, byPhone].flatMap(({ faults }) => faults)).toEqual([]);
  });

  /**
   * Keys the paper of the third judge: the first rows of every page by the keys, the others through the endpoint to which
   * the page itself sends a row once it is left.
   */
  const keys = (by: Person, sheets: readonly Sheet[], last: string) =>
    step(by, "keys the paper", async () => {
      const { page, context } = by;
      await openPaper(page, `${round()}/key-in`, nameOf(paper));
      const address = new URL(page.url()).pathname;
      for (;;) {
        const criteria = await page.locator(".key-row").first().locator("input").evaluateAll((cells) => cells.map((cell) => (cell as HTMLElement).dataset.criterion!));
        const codes = await page.locator(".key-row .code").allInnerTexts();
        const own = codes.map((code) => sheets.find(({ blindCode, judgeId }) => blindCode === code && judgeId === idOf(paper))!);
        const points = own.map(({ code }) => columns.pointsOf(code, idOf(paper)));
        await typePaper(page, points.slice(0, 4).flat().map(String));
        await page.locator(".key-row").nth(3).getByText(m.keyin_row_saved()).waitFor();
        for (const [at, { id: sheetId }] of own.entries()) {
          if (at < 4) continue;
          const form = Object.fromEntries(criteria.map((criterion, index) => [`points.${criterion}`, String(points[at]![index])]));
          const answer = await context.request.post(`${address}/rows`, { form: { sheetId, ...form }, headers: { origin: new URL(site.url).origin } });
          expect([answer.status(), await answer.json()]).toEqual([200, { kind: "waiting" }]);
        }
        await page.reload({ waitUntil: "networkidle" });
        const next = page.getByRole("link", { name: m.ui_pager_next() });
        if ((await next.count()) === 0) break;
        await next.click();
        await page.locator(".key-row .code").filter({ hasText: codes.at(-1)! }).waitFor({ state: "detached" });
        await page.waitForLoadState("networkidle");
      }
      await press(page, m.keyin_finish());
      await see(page, last);
    });

  it("is scored on a paper that two secretaries key, and closed with a reason for one gap", { timeout: 240_000 }, async () => {
    const sheets = await heldSheets();
    const drawings = sheets.filter(({ judgeId, code }) => judgeId === idOf(paper) && code.includes("-TV-"));
    onPaperCount = drawings.length;
    const first = await sit("Thư ký", made.secretaries[0]);
    await keys(first, sheets, m.keyin_told_waiting());
    const second = await sit("Thư ký thứ hai", made.secretaries[1]);
    await keys(second, sheets, m.keyin_told_recorded({ count: String(drawings.length) }));
    const missing = sheets.find(({ code, judgeId, done }) => code === gap && judgeId !== idOf(paper) && !done)!;
    await handIn(({ id }) => id !== missing.id);
    await step(organiser, "finds no points on any page before the end", async () => {
      const { page, context } = organiser;
      expect((await context.request.get(`${round()}/panel.json`)).status()).toBeGreaterThanOrEqual(400);
      for (const part of ["", "/judging", "/key-in", "/conflicts?view=confirmed", "/assignment", "/entries", "/decision", "/analysis", "/remarks"]) {
        await page.goto(`${round()}${part}`, { waitUntil: "networkidle" });
        expect([part, (await main(page).innerText()).match(/\d,\d\d/g)]).toEqual([part, null]);
      }
    });
    await step(organiser, "closes judging with a reason", async () => {
      const { page } = organiser;
      await page.goto(`${round()}/closure`, { waitUntil: "networkidle" });
      await see(main(page), m.office_judging_missing({ missing: "1" }));
      await press(main(page), m.office_judging_close());
      await main(page).locator(".field-error").waitFor();
      await main(page).locator("[name=reason]").fill("Giám khảo ốm, bài đã có hai phiếu");
      await press(main(page), m.office_judging_close());
      await see(page, m.office_judging_close_done());
    });
    expect([organiser, first, second].flatMap(({ faults }) => faults)).toEqual([]);
  });

  it("ends with the published ranking, 6+1 awards and 16+5 nominees, and recomputes to the same", { timeout: 120_000 }, async () => {
    const { page } = organiser;
    const shown: Record<string, string[][]> = {};
    for (const [category, name, nominees] of [["TV", "Tranh vẽ", 16], ["VC", "Video clip", 5]] as const) {
      const expected = rankByHand(columns.dealt(category));
      const known = publishedRanking(category, category === "TV" ? 81 : 12);
      expect(expected.slice(0, known.length)).toEqual(known);
      await step(organiser, `reads the ranking of ${name}`, async () => {
        await page.goto(`${round()}/decision`, { waitUntil: "networkidle" });
        await main(page).getByRole("link", { name: new RegExp(`^${name}`) }).first().click();
        await page.waitForURL("**category=**");
        const address = page.url();
        const rows: string[][] = [];
        while (rows.length < expected.length) {
          await page.goto(`${address}&from=${rows.length + 1}`, { waitUntil: "networkidle" });
          rows.push(...(await ranking(organiser)));
          for (const [code, rank] of rows) {
            const link = main(page).getByRole("link", { name: m.office_decision_change_nominee({ code: code!, state: m.office_decision_nominated() }) });
            if (Number(rank) <= nominees + 1 && rows.length <= 50) expect([code, await link.count()]).toEqual([code, Number(rank) <= nominees ? 1 : 0]);
          }
        }
        shown[category] = rows.map((cells) => cells.slice(0, 3));
        expect(shown[category]).toEqual(expected);
        const prizes = category === "TV" ? ["Nhất", "Nhì", "Nhì", "Ba", "Ba", "Ba"] : ["Nhất"];
        expect(rows.map(([, , , tier]) => tier).filter((tier) => tier !== m.ui_table_empty_value())).toEqual(prizes);
        await page.goto(address, { waitUntil: "networkidle" });
        await see(main(page), m.ui_progress_of({ done: String(nominees), total: String(nominees) }));
        await see(main(page), m.ui_progress_of({ done: "7", total: "7" }));
        await see(main(page), m.ui_progress_of({ done: "21", total: "21" }));
        await see(main(page), m.office_judging_closed_with_gaps({ missing: "1", reason: "Giám khảo ốm, bài đã có hai phiếu" }));
        if (category === "VC") return;
        const words = m.office_decision_decided({ step: m.office_decision_step({ step: 1, name: "Nội dung, bám sát chủ đề" }) });
        for (const code of ["BY-TV-076", "BY-TV-002"]) await see(row(main(page), code), words);
        await see(main(page), m.office_decision_tie({ first: 16, second: 17 }));
      });
    }
    const file = await step(organiser, "downloads the numbers", async () => {
      await page.goto(`${round()}/analysis`, { waitUntil: "networkidle" });
      const downloading = page.waitForEvent("download");
      await follow(main(page), m.panel_export_json());
      return (await downloading).path();
    });
    await promisify(execFile)("npm", ["run", "recompute", "--", file]);
    const { categories } = JSON.parse(await readFile(file, "utf8")) as RecomputeFile;
    const stated = categories.map(({ stated: said }) => said!.ranking!.map(({ entry, rank, score }) => [entry, String(rank), score]));
    expect(stated).toEqual([shown.TV, shown.VC]);
    expect(categories.map(({ stated: said }) => [said!.awards!.length, said!.nominees!.length])).toEqual([[6, 16], [1, 5]]);
    expect(categories.map(({ sheets }) => sheets.filter(({ paper: keyed }) => keyed).length)).toEqual([onPaperCount, 0]);
    expect(categories.map(({ sheets }) => sheets.filter(({ submitted }) => submitted).length)).toEqual([245, 36]);
    expect(organiser.faults).toEqual([]);
  });
});
