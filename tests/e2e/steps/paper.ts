import type { Page } from "@playwright/test";
import { m } from "#app/paraglide/messages.js";

/** Begins to key the paper of a judge in a category, from the list of a round's papers. */
export async function openPaper(page: Page, list: string, judgeName: string, category = "Tranh vẽ"): Promise<void> {
  await page.goto(list, { waitUntil: "networkidle" });
  await page.getByRole("row").filter({ hasText: judgeName }).filter({ hasText: category }).getByRole("button", { name: m.keyin_start() }).click();
  await page.locator(".key-row").first().waitFor();
  await page.waitForLoadState("networkidle");
}

/** Types the cells of a paper by keys alone, row after row, Enter after each. */
export async function typePaper(page: Page, cells: readonly string[]): Promise<void> {
  await page.locator(".key-cell input").first().focus();
  for (const cell of cells) {
    await page.keyboard.type(cell);
    await page.keyboard.press("Enter");
  }
}
