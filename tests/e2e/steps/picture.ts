import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";

/** With PAGE_PICTURES=folder keeps what a page shows as a picture there, for looking at. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = process.env.PAGE_PICTURES;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true });
}
