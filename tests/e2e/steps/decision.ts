import exceljs from "exceljs";
import { expect } from "vitest";
import { m } from "#app/paraglide/messages.js";
import { arrive, fill, follow, main, press, row, see } from "./page.ts";
import { type Person, step } from "./person.ts";

/** The ranking of the shown category: each entry's code with its rank, score and prize. */
export async function ranking({ page }: Person): Promise<string[][]> {
  const rows = main(page).getByRole("table").locator("tbody tr[id]");
  await rows.first().waitFor();
  return rows.evaluateAll((all) =>
    all.map((each) => {
      const of = (selector: string) => each.querySelector(selector)?.textContent?.trim() ?? "";
      const code = /[A-Z]+-[A-Z]+-\d+/.exec(of(".work-cell-text small"))?.[0] ?? "";
      return [code, of("td:nth-child(1)"), of("td:nth-child(4)"), of("td:nth-child(5)")];
    }),
  );
}

/** Tries to give a prize whose places are all taken: refused, and everything stays. */
export const tryFullTier = (by: Person, code: string, { held, wanted }: { held: string; wanted: string }) =>
  step(by, `tries to give ${code} a second ${wanted}`, async () => {
    const { page } = by;
    await follow(main(page), m.office_decision_change_award({ code, tier: held }));
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("radio", { name: new RegExp(`^${wanted}`) }).check();
    await fill(dialog, m.office_decision_reason(), "Tranh rất đẹp");
    await press(dialog, m.office_decision_save());
    await see(dialog, m.errors_tier_full({ tier: wanted, count: 1 }));
    await follow(dialog, m.ui_confirm_cancel());
    await see(row(main(page), code), held);
  });

/** Takes a nominee off against the ranking, for a reason only, and puts it back. */
export const departAndReturn = (by: Person, code: string) =>
  step(by, `departs from the ranking with ${code} and takes it back`, async () => {
    const { page } = by;
    const states = [m.office_decision_nominated(), m.office_decision_not_nominated()] as const;
    const reason = "Gia đình đề nghị không gửi đi xa";
    const dialog = page.getByRole("dialog");
    await follow(main(page), m.office_decision_change_nominee({ code, state: states[0] }));
    await dialog.getByRole("radio", { name: states[1], exact: true }).check();
    await press(dialog, m.office_decision_save());
    await see(dialog, m.errors_departure_reason_empty());
    await fill(dialog, m.office_decision_reason(), reason);
    await press(dialog, m.office_decision_save());
    await see(row(main(page), code), reason);
    await follow(main(page), m.office_decision_change_nominee({ code, state: states[1] }));
    await dialog.getByRole("radio", { name: states[0], exact: true }).check();
    await press(dialog, m.office_decision_save());
    await main(page).getByRole("link", { name: m.office_decision_change_nominee({ code, state: states[0] }) }).waitFor();
    expect(await row(main(page), code).getByText(reason).count()).toBe(0);
  });

/** The sentence of the report, and the file of its tables as rows of text. */
export const readReport = (by: Person, roundId: string) =>
  step(by, "reads the report and downloads its tables", async () => {
    const { page } = by;
    await page.goto(`/office/rounds/${roundId}/report`);
    await arrive(page, m.office_report_title());
    const sentence = await main(page).getByRole("region", { name: m.office_report_sentence() }).locator("p").first().innerText();
    const downloading = page.waitForEvent("download");
    await follow(main(page), m.office_report_download());
    const download = await downloading;
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.readFile(await download.path());
    const sheet = workbook.worksheets[0]!;
    const rows: string[][] = [];
    sheet.eachRow((line) => rows.push((line.values as unknown[]).slice(1).map((value) => String(value ?? ""))));
    return { sentence, name: download.suggestedFilename(), rows };
  });

/** Sends the nominees up from two pages opened before either was pressed: they go once. */
export const forwardTwice = (by: Person, roundId: string, count: number, unit: string) =>
  step(by, "forwards the nominees twice", async () => {
    const { page, context } = by;
    const address = `/office/rounds/${roundId}/forwarding`;
    const other = await context.newPage();
    await Promise.all([page.goto(address), other.goto(address)]);
    const words = { count: String(count), unit };
    await press(main(page), m.office_forwarding_send(words));
    await see(page, m.office_forwarding_done({ count: String(count) }));
    await press(main(other), m.office_forwarding_send(words));
    await see(other, m.office_forwarding_already({ count: String(count) }));
    await other.close();
  });
