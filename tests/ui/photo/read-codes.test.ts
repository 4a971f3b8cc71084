import type { Browser, Page } from "@playwright/test";
import QRCode from "qrcode";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { slipCode, slipPayload } from "#app/domain/entries/slip-code.ts";
import type { CodesFound } from "#app/ui/photo/codes.ts";
import { openBrowser } from "#tests/support/browser.ts";
import { servePage, type ServedPage } from "#tests/support/served-page.ts";
import { shot } from "./shots.ts";

const frame = { width: 3200, height: 2400 };
/** A photo with printed slips of 25 mm on the table beside an A3 drawing, each turned a little. */
async function photoWith(payloads: string[]): Promise<Buffer> {
  const { pixels } = await shot(2, "loose", frame);
  const slips = await Promise.all(
    payloads.map(async (payload, index) => {
      const png = await QRCode.toBuffer(payload, { margin: 4, scale: 5, errorCorrectionLevel: "M" });
      const input = await sharp(png).rotate(7 - index * 9, { background: "#fff" }).blur(0.9).png().toBuffer();
      return { input, left: 120 + index * 900, top: 90 };
    }),
  );
  return sharp(pixels, { raw: { ...frame, channels: 3 } }).composite(slips).jpeg({ quality: 85 }).toBuffer();
}

describe("the QR pictures in a photo", () => {
  const [one, other] = [slipCode(123_456_789), slipCode(42)];
  let site: ServedPage;
  let browser: Browser;
  let page: Page;
  const read = (bytes: Buffer) =>
    page.evaluate(async (base64) => {
      const blob = new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))]);
      return (window as unknown as { readCodes(photo: Blob): Promise<CodesFound | null> }).readCodes(blob);
    }, bytes.toString("base64"));

  beforeAll(async () => {
    [site, browser] = await Promise.all([
      servePage('import { readCodes } from "/app/ui/photo/read-codes.ts"; window.readCodes = readCodes;'), openBrowser(),
    ]);
    page = await browser.newPage();
    await page.goto(site.plain);
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    site?.close();
  });

  it("are read on plain HTTP, with a reader that comes from this site when it is first wanted", async () => {
    expect(site.asked.some((file) => file.endsWith(".wasm"))).toBe(false);
    expect(await read(await photoWith([slipPayload(one)]))).toEqual({ slips: [one], others: [] });
    expect(site.asked.filter((file) => file.endsWith(".wasm")).length).toBe(1);
    // Without a network the only address is this machine's own, which browsers call secure.
    expect(await page.evaluate(() => isSecureContext)).toBe(site.plain === site.secure);
  }, 90_000);

  it("are all given when there are several, ours apart from others", async () => {
    const found = await read(await photoWith([slipPayload(one), slipPayload(other), "https://example.vn/x"]));
    expect({ ...found, slips: [...(found?.slips ?? [])].sort() }).toEqual({ slips: [one, other].sort(), others: ["https://example.vn/x"] });
  }, 90_000);

  it("are none in a drawing, and a file that is no picture cannot be looked into", async () => {
    expect(await read(await photoWith([]))).toEqual({ slips: [], others: [] });
    expect(await read(Buffer.from("no picture"))).toBeNull();
  }, 90_000);
});
