import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { BrowserContext, Page } from "@playwright/test";

const folder = path.resolve("app/routes");
const widths = [360, 1280] as const;

/** Route modules with a page in them, by the name the router gives them, from the files themselves. */
export function pageRoutes(): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /^[^/]+\.tsx$|\/route\.tsx$/.test(file))
    .filter((file) => /^export default /m.test(readFileSync(path.join(folder, file), "utf8")))
    .map((file) => routeOf(file.replace(/\.tsx$/, "")))
    .sort();
}

const routeOf = (id: string) => id.replace(/^routes\//, "").replace(/\/route$/, "");

/** Pages that show a refusal on purpose. */
const refused = /khong-co|2222333344445555|too-early|no-tie/;

/**
 * Opens every address and gives what is wrong with any of them, one line each; the routes that were shown are added
 * to `seen`. Each page is measured and read by axe on a phone and on a desk.
 */
export async function inspect(context: BrowserContext, addresses: readonly string[], seen: Set<string>): Promise<string[]> {
  const faults: string[] = [];
  const page = await context.newPage();
  let address = "";
  const fault = (what: string) => faults.push(`${address}: ${what}`);
  listen(page, fault, () => refused.test(address));
  await page.addInitScript(() => {
    const broken: string[] = [];
    Object.assign(window, { broken });
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
      broken.push(`${violatedDirective} ${blockedURI}`);
    });
  });
  for (address of addresses) {
    await page.setViewportSize({ width: widths[0], height: 780 });
    const answer = await page.goto(address, { waitUntil: "load" });
    const status = answer?.status() ?? 0;
    if (refused.test(address) ? status < 400 : status !== 200) fault(`status ${status}`);
    if (new URL(page.url()).pathname !== new URL(address, page.url()).pathname) fault(`led to ${page.url()}`);
    if ((await answer?.text())?.includes("\0")) fault("holds zero bytes, which stand for a broken letter");
    for (const id of await shownRoutes(page)) seen.add(id);
    // Read before axe comes in, which tries out what the policy forbids.
    const broken = await page.evaluate(() => (window as unknown as { broken: string[] }).broken);
    for (const what of broken) fault(`against the content policy: ${what}`);
    for (const width of widths) {
      for (const what of await measure(page, width)) fault(`${width} px: ${what}`);
      await keepPicture(page, address, width);
    }
  }
  await page.close();
  return faults;
}

function listen(page: Page, fault: (what: string) => void, isRefused: () => boolean): void {
  page.on("console", (message) => {
    // The browser itself notes the status of a page that refuses.
    if (isRefused() && /status of 4\d\d/.test(message.text())) return;
    if (message.type() === "error" || message.type() === "warning") fault(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => fault(`script: ${error.message}`));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith("http") && url.origin !== new URL(page.url()).origin && page.url() !== "about:blank") {
      fault(`asks ${request.url()}`);
    }
  });
  page.on("response", (response) => {
    if (response.status() >= 400 && !isRefused()) fault(`${response.status()} for ${response.url()}`);
  });
}

/** The routes whose modules make the present page. */
async function shownRoutes(page: Page): Promise<string[]> {
  const ids = await page.evaluate(() => Object.keys((window as unknown as { __remixRouteModules: object }).__remixRouteModules));
  return ids.filter((id) => id.startsWith("routes/")).map(routeOf);
}

/** With PAGE_PICTURES=folder every page is kept as a picture at both widths, for looking at. */
async function keepPicture(page: Page, address: string, width: number): Promise<void> {
  const pictures = process.env.PAGE_PICTURES;
  if (!pictures) return;
  const name = address.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "id").replace(/[^\w-]+/g, "_").replace(/^_/, "") || "home";
  await page.screenshot({ path: path.join(pictures, `${name}-${width}.png`), fullPage: true });
}

/** What is wrong with the present page on a phone and on a desktop, kept as pictures where asked. */
export async function bothWidths(page: Page, name: string): Promise<string[]> {
  const faults: string[] = [];
  for (const width of [360, 1280]) {
    faults.push(...(await measure(page, width)));
    await keepPicture(page, name, width);
  }
  return faults;
}

async function measure(page: Page, width: number): Promise<string[]> {
  await page.setViewportSize({ width, height: 780 });
  const wide = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return null;
    const past = [...document.body.querySelectorAll("*")].find((element) => element.getBoundingClientRect().right > clientWidth + 1);
    return `${scrollWidth} px wide, ${past?.outerHTML.slice(0, 120) ?? ""}`;
  });
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  const told = serious.map(({ id, nodes }) => `axe ${id} (${nodes.length}): ${nodes[0]?.html.slice(0, 160) ?? ""}`);
  return wide ? [wide, ...told] : told;
}
