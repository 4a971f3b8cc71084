import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "@playwright/test";

/** Somebody at a machine of their own: a browser context with one page, and what went wrong in it. */
export type Person = { name: string; context: BrowserContext; page: Page; faults: string[] };

/** Patience with one act of a page, on a busy machine. */
const patienceMs = 20_000;

export const desktop = { viewport: { width: 1280, height: 900 } };

/** Seats a person at a fresh machine: no cookies, nothing remembered. */
export async function meet(browser: Browser, baseURL: string, name: string, options: BrowserContextOptions = {}): Promise<Person> {
  return watched(name, await browser.newContext({ baseURL, locale: "vi-VN", ...desktop, ...options }));
}

/** A person at the first page of a browser, whose breakages are kept; `faults` goes on from an earlier sitting. */
export async function watched(name: string, context: BrowserContext, faults: string[] = []): Promise<Person> {
  context.setDefaultTimeout(patienceMs);
  const page = context.pages()[0] ?? (await context.newPage());
  page.on("pageerror", (error) => faults.push(`${name}: ${error.message}`));
  page.on("response", (answer) => {
    if (answer.status() >= 500) faults.push(`${name}: ${answer.status()} ${answer.url()}`);
  });
  return { name, context, page, faults };
}

/**
 * One step of the story. When it fails, its error says what a person needs to look at: the step, the address, what the
 * page complained of, and a picture of it.
 */
export async function step<T>({ name, page, faults }: Person, does: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const picture = path.join(tmpdir(), `vong-thi-story-${Date.now()}.png`);
    await page.screenshot({ path: picture, fullPage: true }).catch(() => undefined);
    const said = await page.locator("[role=alert], .field-error, .toast-text").allInnerTexts().catch(() => []);
    throw new Error(
      [`${name}: ${does}`, `Address: ${page.url()}`, `Page says: ${said.join(" | ") || "nothing"}`, `Picture: ${picture}`,
        ...faults.map((fault) => `Fault: ${fault}`),
        String(error instanceof Error ? error.message : error)].join("\n"),
      { cause: error },
    );
  }
}
