import { readFileSync } from "node:fs";
import path from "node:path";
import AxeBuilder from "@axe-core/playwright";
import type { Browser, Locator, Page } from "@playwright/test";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { areaOf, inPixels, mapQuad, type Quad } from "#app/ui/photo/geometry.ts";
import { m } from "#app/paraglide/messages.js";
import { openBrowser } from "#tests/support/browser.ts";
import { startSite, type Site } from "#tests/support/site.ts";
import { openContest, setupIn } from "#tests/support/world/contests.ts";
import { browserOf, raiseWorld, type Resident, withRuntime } from "#tests/support/world/world.ts";
import { shot, worstCorner } from "#tests/ui/photo/shots.ts";
import { follow, main, press, see } from "./steps/page.ts";

const frame = { width: 4000, height: 3000 };
const place = { GPSLatitudeRef: "N", GPSLatitude: "22/1 14/1 2400/100", GPSLongitudeRef: "E", GPSLongitude: "104/1 28/1 1230/100" };

/** A 12-megapixel photo of a drawing on a table, with its place, as a phone hands it over. */
async function phoneFile(corners: { quad?: Quad }) {
  // Forbidden to the portal, which is loaded in this process too; the drawing is our own.
  sharp.unblock({ operation: ["VipsForeignLoadSvg"] });
  const taken = await shot(4, "loose", frame);
  corners.quad = taken.corners;
  const buffer = await sharp(taken.pixels, { raw: { ...frame, channels: 3 } })
    .withExif({ IFD0: { Make: "Secretphone" }, IFD3: place }).jpeg({ quality: 85 }).toBuffer();
  return { name: "IMG_2041.jpg", mimeType: "image/jpeg", buffer };
}

/** Where the four handles stand, in shares of the photo. */
const handles = async (dialog: Locator): Promise<Quad> =>
  (await dialog.locator(".fixer-handle").evaluateAll((all) =>
    all.map((one) => ["--x", "--y"].map((name) => parseFloat((one as HTMLElement).style.getPropertyValue(name)) / 100)),
  )) as unknown as Quad;

describe("a phone photo of a drawing", () => {
  let site: Site;
  let browser: Browser;
  let entrant: Resident;
  let entryIds: string[];
  let page: Page;
  let photo: { name: string; mimeType: string; buffer: Buffer };
  const truth: { quad?: Quad } = {};
  const bytesOf = async (href: string) => Buffer.from(await (await page.request.get(href)).body());
  const choose = (file: { name: string; mimeType: string; buffer: Buffer }) =>
    page.getByLabel(m.media_choose_image(), { exact: true }).or(page.getByLabel(m.media_choose_other(), { exact: true })).setInputFiles(file);
  const dialog = () => page.getByRole("dialog");

  beforeAll(async () => {
    [site, browser] = await Promise.all([startSite(), openBrowser()]);
    photo = await phoneFile(truth);
    await withRuntime(site, async (runtime) => {
      const world = await raiseWorld(runtime);
      entrant = world.people.entrant;
      const works = ["Bữa cơm nhà em", "Con suối bản em"].map((title) => ({ title, withFile: false, submit: false }));
      entryIds = (await openContest(world, setupIn("Ước mơ của em", "UM", "open", new Date()), works)).entries.map(({ entryId }) => entryId);
    });
    const context = await browserOf(browser, site, entrant, { viewport: { width: 360, height: 740 }, hasTouch: true });
    page = await context.newPage();
  });
  afterAll(async () => {
    await browser?.close();
    await site?.dispose();
  });

  it("has its corners found, pulled and nudged, and is shown as the judges will see it", async () => {
    await page.goto(`/unit/entries/${entryIds[0]}`, { waitUntil: "networkidle" });
    await choose(photo);
    await dialog().locator(".fixer-handle").first().waitFor();
    await see(dialog(), m.photo_fact_sharp());
    const found = await handles(dialog());
    expect(worstCorner(found, truth.quad!, frame)).toBeLessThan(1);
    const first = dialog().locator(".fixer-handle").first();
    await first.focus();
    await page.keyboard.press("Shift+ArrowRight");
    expect((await handles(dialog()))[0]![0]).toBeCloseTo(found[0]![0] + 0.02, 4);
    await page.keyboard.press("Shift+ArrowLeft");
    const box = (await first.boundingBox())!;
    expect([box.width, box.height]).toEqual([48, 48]);
    await page.mouse.move(box.x + 24, box.y + 24);
    await page.mouse.down();
    await page.mouse.move(box.x + 34, box.y + 44);
    await dialog().locator(".fixer-loupe").waitFor();
    await page.mouse.up();
    expect((await handles(dialog()))[0]![1]).toBeGreaterThan(found[0]![1] + 0.04);
    await page.mouse.move(box.x + 34, box.y + 44);
    await page.mouse.down();
    await page.mouse.move(box.x + 24, box.y + 24);
    await page.mouse.up();
    expect(worstCorner(await handles(dialog()), truth.quad!, frame)).toBeLessThan(1);
    const faults = await new AxeBuilder({ page }).include(".fixer").analyze();
    expect(faults.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    await press(dialog(), m.photo_next());
    await see(dialog(), m.photo_result_hint());
    await dialog().getByRole("img", { name: m.photo_result_alt() }).waitFor();
  });

  it("is stored flat and small beside the photo as it was taken, neither with its place", async () => {
    await press(dialog(), m.photo_use());
    const seeOriginal = main(page).getByRole("link", { name: m.picture_see_original() });
    await seeOriginal.waitFor({ timeout: 60_000 });
    const [work, original] = await withRuntime(site, async ({ db }) => {
      const row = await db.selectFrom("entries").select(["file_id", "original_file_id"]).where("id", "=", entryIds[0]!).executeTakeFirstOrThrow();
      return [row.file_id!, row.original_file_id!];
    });
    const straight = await bytesOf(`/files/${work}/original`);
    const taken = await bytesOf(`/files/${original}/original`);
    const [flat, whole] = await Promise.all([sharp(straight).metadata(), sharp(taken).metadata()]);
    // As many pixels as the photo has of the sheet, and no more, in the proportions of A paper.
    const covered = areaOf(mapQuad(truth.quad!, (corner) => inPixels(corner, frame)));
    expect(Math.abs((flat.width * flat.height) / covered - 1)).toBeLessThan(0.02);
    expect(Math.abs(flat.width / flat.height - Math.SQRT2)).toBeLessThan(0.01);
    expect([whole.width, whole.height]).toEqual([4000, 3000]);
    for (const [bytes, meta] of [[straight, flat], [taken, whole]] as const) {
      expect(bytes.includes("Secretphone")).toBe(false);
      expect(meta.exif?.includes(Buffer.from([0x25, 0x88])) ?? false).toBe(false);
    }
    expect(straight.length).toBeLessThan(taken.length / 2);
  });

  it("can be cut again from what was kept, and turned", async () => {
    await press(main(page), m.picture_cut_again());
    await dialog().locator(".fixer-handle").first().waitFor();
    expect(await dialog().getByRole("button", { name: m.photo_send_original() }).count()).toBe(0);
    await press(dialog(), m.photo_next());
    await press(dialog(), m.photo_rotate());
    await dialog().getByText(m.photo_fixing()).first().waitFor({ state: "detached" });
    await press(dialog(), m.photo_use());
    const picture = main(page).locator("section img").first();
    await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.height > img.width), { timeout: 60_000 }).toBe(true);
    await main(page).getByRole("link", { name: m.picture_see_original() }).waitFor();
  });

  it("that this browser cannot open is sent as it is, and the person is told", async () => {
    await page.goto(`/unit/entries/${entryIds[1]}`, { waitUntil: "networkidle" });
    const buffer = readFileSync(path.resolve(import.meta.dirname, "../http/uploads/red-and-green.heic"));
    await choose({ name: "IMG_0001.HEIC", mimeType: "image/heic", buffer });
    await see(main(page), m.picture_sent_as_it_is());
    await see(main(page), m.media_refused_too_small({ long_side: 128, least: 1600 }).slice(0, 30));
  });

  it("gets a slip to lay beside its sheet from the page of the draft, before it is sent", async () => {
    await page.goto(`/unit/entries/${entryIds[1]}`, { waitUntil: "networkidle" });
    await follow(main(page), m.unit_paper_slip());
    const printed = page.waitForResponse((answer) => new URL(answer.url()).pathname === "/unit/slips.pdf");
    await press(main(page), m.paper_slip_new());
    const address = (await printed).url();
    const pdf = await page.request.get(address);
    expect([pdf.status(), pdf.headers()["content-type"]]).toEqual([200, "application/pdf"]);
    const slips = await withRuntime(site, ({ db }) => db.selectFrom("paper_slips").select(["code", "entry_id"]).execute());
    expect(slips).toEqual([{ code: new URL(address).searchParams.get("codes"), entry_id: entryIds[1] }]);
    await page.goto(`/unit/entries/${entryIds[1]}`);
    await see(main(page), m.unit_draft_step());
  });
});
