import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import path from "node:path";
import type { Browser, Page } from "@playwright/test";
import QRCode from "qrcode";
import sharp from "sharp";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { slipCode, slipPayload } from "#app/domain/entries/slip-code.ts";
import type { CodesFound } from "#app/ui/photo/codes.ts";
import { openBrowser } from "#tests/support/browser.ts";
import { setSecurityHeaders } from "../../../server/security.ts";
import { shot } from "./shots.ts";

const root = path.resolve(import.meta.dirname, "../../..");
const frame = { width: 3200, height: 2400 };
const types: Record<string, string> = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };

/** The reader as the site serves it, behind the site's own policy, at a plain-HTTP address of the network if there is one. */
async function serve(dir: string): Promise<{ server: Server; origin: string; asked: string[] }> {
  const page = "virtual:page";
  await build({
    configFile: false, root, logLevel: "silent",
    plugins: [{
      name: "page",
      resolveId: (id) => (id === page ? `\0${page}` : null),
      load: (id) => (id === `\0${page}` ? `import { readCodes } from "/app/ui/photo/read-codes.ts"; window.readCodes = readCodes;` : null),
    }],
    build: { outDir: dir, assetsInlineLimit: 0, target: "es2022", rollupOptions: { input: page, output: { entryFileNames: "page.js" } } },
  });
  const asked: string[] = [];
  const server = createServer((req, res) => {
    setSecurityHeaders(res, { nonce: "n", https: false, dev: false, uploadsTo: [] });
    const file = (req.url ?? "/").slice(1);
    asked.push(file);
    if (file === "") return void res.setHeader("Content-Type", "text/html").end('<!doctype html><script type="module" nonce="n" src="/page.js"></script>');
    try {
      res.setHeader("Content-Type", types[path.extname(file)] ?? "application/octet-stream").end(readFileSync(path.join(dir, file)));
    } catch {
      res.writeHead(404).end();
    }
  });
  await new Promise<void>((ready) => server.listen(0, "0.0.0.0", ready));
  const outside = Object.values(networkInterfaces()).flat().find((one) => one && one.family === "IPv4" && !one.internal);
  return { server, origin: `http://${outside?.address ?? "127.0.0.1"}:${(server.address() as AddressInfo).port}`, asked };
}

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
  const dir = mkdtempSync(path.join(tmpdir(), "vong-thi-codes-"));
  const [one, other] = [slipCode(123_456_789), slipCode(42)];
  let site: Awaited<ReturnType<typeof serve>>;
  let browser: Browser;
  let page: Page;
  const read = (bytes: Buffer) =>
    page.evaluate(async (base64) => {
      const blob = new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))]);
      return (window as unknown as { readCodes(photo: Blob): Promise<CodesFound | null> }).readCodes(blob);
    }, bytes.toString("base64"));

  beforeAll(async () => {
    [site, browser] = await Promise.all([serve(dir), openBrowser()]);
    page = await browser.newPage();
    await page.goto(site.origin);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    site?.server.close();
    rmSync(dir, { recursive: true, force: true });
  });

  it("are read on plain HTTP, with a reader that comes from this site when it is first wanted", async () => {
    expect(site.asked.some((file) => file.endsWith(".wasm"))).toBe(false);
    expect(await read(await photoWith([slipPayload(one)]))).toEqual({ slips: [one], others: [] });
    expect(site.asked.filter((file) => file.endsWith(".wasm")).length).toBe(1);
    expect(await page.evaluate(() => isSecureContext)).toBe(!site.origin.includes("//127.") ? false : true);
  }, 60_000);

  it("are all given when there are several, ours apart from others", async () => {
    const found = await read(await photoWith([slipPayload(one), slipPayload(other), "https://example.vn/x"]));
    expect({ ...found, slips: [...(found?.slips ?? [])].sort() }).toEqual({ slips: [one, other].sort(), others: ["https://example.vn/x"] });
  }, 60_000);

  it("are none in a drawing, and a file that is no picture cannot be looked into", async () => {
    expect(await read(await photoWith([]))).toEqual({ slips: [], others: [] });
    expect(await read(Buffer.from("no picture"))).toBeNull();
  }, 60_000);
});
