import { m } from "#app/paraglide/messages.js";
import { arrive, main, press } from "./page.ts";
import { type Person, step } from "./person.ts";

const workbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** Sends a list through the office's page of lists; its preview is then open. */
export const sendList = (by: Person, contestId: string, { name, buffer }: { name: string; buffer: Buffer }) =>
  step(by, `sends the list ${name}`, async () => {
    const { page } = by;
    await page.goto(`/office/contests/${contestId}/import`, { waitUntil: "networkidle" });
    await arrive(page, m.import_title());
    await main(page).locator("input[name=file]").setInputFiles({ name, mimeType: workbookType, buffer });
    await press(main(page), m.import_start());
    await arrive(page, m.import_preview_title({ file: name }));
  });

/** The works that a list's page shows, walking through all its pages and back to the first. */
export async function titlesOnAllPages({ page }: Person): Promise<string[]> {
  const first = page.url();
  const found: string[] = [];
  for (;;) {
    const cells = main(page).locator("table").last().locator("tbody .cell-title");
    found.push(...(await cells.evaluateAll((all) => all.map((cell) => (cell.querySelector("b, a") ?? cell).textContent?.trim() ?? ""))));
    const next = await main(page).getByRole("link", { name: m.ui_pager_next() }).getAttribute("href", { timeout: 1000 }).catch(() => null);
    if (next === null) break;
    await page.goto(next);
  }
  await page.goto(first);
  return found;
}
