import type { Browser, Page } from "@playwright/test";
import QRCode from "qrcode";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { issueSlips } from "#app/domain/entries/commands/slips.server.ts";
import { formatSlip, slipPayload } from "#app/domain/entries/slip-code.ts";
import { m } from "#app/paraglide/messages.js";
import { contextOf } from "#db/seeds/demo/stage.ts";
import { openBrowser } from "#tests/support/browser.ts";
import { startSite, type Site } from "#tests/support/site.ts";
import { openContest, setupIn, type MadeContest } from "#tests/support/world/contests.ts";
import { browserOf, raiseWorld, type World, withRuntime } from "#tests/support/world/world.ts";

/** A site with one open contest, seven drawings sent, each with a slip. */
type Ground = { contest: MadeContest; people: World["people"]; slips: string[]; codes: string[] };

async function raise(site: Site): Promise<Ground> {
  return withRuntime(site, async (runtime) => {
    const world = await raiseWorld(runtime);
    const now = new Date();
    const works = ["Mẹ em", "Bản em", "Chợ phiên", "Lúa chín", "Nhà sàn", "Con suối", "Cây gạo"].map((title) => ({ title, withFile: true, submit: true }));
    const contest = await openContest(world, setupIn("Ước mơ của em", "UM", "open", now), works);
    const ctx = await contextOf(world.stage, world.people.entrant.personId, now);
    const slips = await issueSlips(ctx, contest.entries.map(({ entryId }) => entryId));
    return { contest, people: world.people, slips: slips.map(({ code }) => code), codes: contest.entries.map(({ code }) => code!) };
  });
}

/** What a USB scanner does: it types as fast as it can and presses Enter. */
async function wedge(page: Page, text: string): Promise<void> {
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
}

describe("the check-in desk in a browser", () => {
  let site: Site;
  let browser: Browser;
  let ground: Ground;
  beforeAll(async () => {
    [site, browser] = await Promise.all([startSite(), openBrowser()]);
    await site.stop();
    ground = await raise(site);
    await site.start();
  });
  afterAll(async () => {
    await browser?.close();
    await site?.dispose();
  });

  const open = async (width: number, more = {}) => {
    const context = await browserOf(browser, site, ground.people.secretary, { viewport: { width, height: 800 }, ...more });
    const page = await context.newPage();
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("console", (message) => void (message.type() === "error" && !/status of 4\d\d/.test(message.text()) && faults.push(message.text())));
    await page.goto(`/office/rounds/${ground.contest.roundId}/check-in`, { waitUntil: "networkidle" });
    return { page, faults, close: () => context.close() };
  };
  const log = (page: Page) => page.locator("ol.check-in-log > li");
  const standing = () =>
    withRuntimeOf(async (db) => {
      const rows = await db.selectFrom("custody_events as ce").innerJoin("round_entries as re", "re.id", "ce.round_entry_id")
        .where("ce.undone_at", "is", null).select(["re.code", "ce.condition", "ce.place"]).orderBy("re.code").execute();
      return rows;
    });
  const withRuntimeOf = <T>(work: (db: Parameters<Parameters<typeof withRuntime>[1]>[0]["db"]) => Promise<T>) =>
    withRuntime(site, ({ db }) => work(db));

  it("takes a scanner's burst at 1280 px, tells a second scan and another's slip, and undoes", async () => {
    const { page, faults, close } = await open(1280);
    await page.getByLabel(m.paper_check_in_place()).fill("Nhà văn hoá huyện");
    await page.getByRole("heading", { level: 1 }).click();
    for (const slip of ground.slips.slice(0, 3)) await wedge(page, slipPayload(slip));
    await expect.poll(() => log(page).filter({ has: page.locator("button") }).count(), { timeout: 20_000 }).toBe(3);
    await page.getByText(m.paper_check_in_hint({ received: "3", expected: "7" })).waitFor();
    await wedge(page, ground.codes[3]!.toLowerCase());
    await page.getByText(m.paper_check_in_received({ code: ground.codes[3]! })).first().waitFor();
    await wedge(page, slipPayload(ground.slips[0]!));
    await page.getByText(m.paper_check_in_again({ code: ground.codes[0]! })).first().waitFor();
    await wedge(page, "2222-2223");
    await page.getByText(m.paper_check_in_refused({ code: "2222-2223" })).waitFor();
    await page.getByRole("button", { name: m.paper_undo_of({ code: ground.codes[2]! }) }).first().click();
    await page.getByText(m.paper_undone_mark()).waitFor();
    expect(await standing()).toEqual([ground.codes[0], ground.codes[1], ground.codes[3]].map((code) => ({ code, condition: "good", place: "Nhà văn hoá huyện" })));
    expect(faults).toEqual([]);
    await close();
  });

  it("keeps what was scanned while the network was away", async () => {
    const { page, close } = await open(1280);
    await page.context().setOffline(true);
    await wedge(page, slipPayload(ground.slips[2]!));
    await page.getByText(m.paper_check_in_waiting()).first().waitFor();
    expect((await standing()).map(({ code }) => code)).not.toContain(ground.codes[2]);
    await page.context().setOffline(false);
    await page.getByText(m.paper_check_in_received({ code: ground.codes[2]! })).first().waitFor();
    expect((await standing()).map(({ code }) => code)).toContain(ground.codes[2]);
    await close();
  });

  it("is typed at 360 px with the condition, and nothing leaves the screen", async () => {
    const { page, faults, close } = await open(360);
    await page.getByRole("radio", { name: m.paper_condition_torn() }).check();
    await page.getByLabel(m.paper_check_in_code()).fill(formatSlip(ground.slips[4]!).toLowerCase());
    await page.getByRole("button", { name: m.paper_check_in_do() }).click();
    await page.getByText(m.paper_check_in_received({ code: ground.codes[4]! })).first().waitFor();
    expect((await standing()).find(({ code }) => code === ground.codes[4])?.condition).toBe("torn");
    expect(await page.getByRole("radio", { name: m.paper_condition_good() }).isChecked()).toBe(true);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
    expect(faults).toEqual([]);
    await close();
  });

  // The second is legible at the full 4,000 px alone: at 2,500 px a square of its code is a pixel and a quarter wide.
  it.each([
    ["near by", 5, { width: 2000, height: 1500, side: 400 }],
    ["small in a large picture", 6, { width: 4000, height: 3000, side: 60 }],
  ])("reads a slip %s in a phone's picture", async (_, place, { width, height, side }) => {
    const { page, faults, close } = await open(360);
    const qr = await QRCode.toBuffer([{ data: slipPayload(ground.slips[place]!), mode: "alphanumeric" }], { margin: 4, width: side });
    const turned = await sharp(qr).rotate(7, { background: "#ffffff" }).png().toBuffer();
    const picture = await sharp({ create: { width, height, channels: 3, background: "#f4f1ea" } })
      .composite([{ input: turned, left: 1200, top: 800 }]).jpeg({ quality: 90 }).toBuffer();
    await page.locator("input[type=file]").setInputFiles({ name: "IMG_1.jpg", mimeType: "image/jpeg", buffer: picture });
    await page.getByText(m.paper_check_in_received({ code: ground.codes[place]! })).first().waitFor({ timeout: 30_000 });
    expect(faults).toEqual([]);
    await close();
  });

  it("lets the condition be corrected afterwards, and asks for words where it is something else", async () => {
    const { page, faults, close } = await open(360);
    await page.getByRole("link", { name: m.paper_correct_of({ code: ground.codes[6]! }) }).click();
    await page.getByRole("radio", { name: m.paper_condition_other() }).check();
    await page.getByRole("button", { name: m.paper_correct_submit() }).click();
    await page.locator(".field-error").first().waitFor();
    expect(await page.getByRole("radio", { name: m.paper_condition_other() }).isChecked()).toBe(true);
    await page.getByLabel(m.paper_check_in_note()).fill("Mất góc phải");
    await page.getByRole("button", { name: m.paper_correct_submit() }).click();
    await page.getByText(m.paper_corrected({ code: ground.codes[6]! })).waitFor();
    expect((await standing()).find(({ code }) => code === ground.codes[6])?.condition).toBe("other");
    expect(faults).toEqual([]);
    await close();
  });

  it("works without scripts", async () => {
    const { page, close } = await open(360, { javaScriptEnabled: false });
    await page.getByLabel(m.paper_check_in_code()).fill(ground.codes[5]!);
    await page.getByRole("button", { name: m.paper_check_in_do() }).click();
    await page.getByText(m.paper_check_in_again({ code: ground.codes[5]! })).waitFor();
    await page.getByLabel(m.paper_check_in_code()).fill("không có");
    await page.getByRole("button", { name: m.paper_check_in_do() }).click();
    await page.locator(".field-error").waitFor();
    expect(await page.getByLabel(m.paper_check_in_code()).inputValue()).toBe("không có");
    await close();
  });
});
