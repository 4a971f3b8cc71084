import { writeFileSync } from "node:fs";
import path from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "@playwright/test";
import { build } from "esbuild";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { chromiumFlags, provideChromium } from "#scripts/lib/chromium.mjs";
import { photo } from "./samples.ts";
import { cookie } from "./session.ts";
import { policy, uploadSite } from "./site.ts";
import { WeakLine } from "./weak-line.ts";

vi.mock("#app/http/session.server.ts", () => import("./session.ts"));

const site = uploadSite();
const script = `
  import { sendFile, continueFile } from "./app/ui/upload/resilient.ts";
  import { recall } from "./app/ui/upload/memory.ts";
  const heard = (window.heard = []);
  const errand = () => ({
    transport: { endpoint: "/api/uploadthing", chunked: true }, slug: "testWork", place: "entry:1", input: { place: "here" },
    signal: new AbortController().signal, stallMs: 1500, onProgress: (progress) => heard.push(progress),
  });
  document.querySelector("input").onchange = (event) => sendFile(event.target.files[0], errand());
  recall("entry:1").then(([pending]) => pending?.blob && continueFile(pending, errand()));
`;

let browser: Browser;
let context: BrowserContext;
let page: Page;
let line: WeakLine;
let file: string;
let size: number;

type Heard = { phase: string; bytes?: number; data?: { ok: boolean }; refused?: { reason: string } };
const heard = () => page.evaluate(() => (window as unknown as { heard: Heard[] }).heard);
const ended = (phase: string) =>
  page.waitForFunction(
    (wanted) => (window as unknown as { heard: Heard[] }).heard.some((one) => one.phase === wanted),
    phase
  );
const open = async () => {
  await page.goto(`${line.origin}/page`);
  await page.setInputFiles("input", file);
};

beforeAll(async () => {
  const bundle = await build({
    stdin: { contents: script, resolveDir: path.resolve(import.meta.dirname, "../../.."), loader: "ts" },
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    logLevel: "silent",
  });
  site.pages.set("/page", {
    type: "text/html",
    body: "<!doctype html><input type=file><script type=module src=/page.js></script>",
  });
  site.pages.set("/page.js", { type: "text/javascript", body: bundle.outputFiles[0]!.text });
  const executablePath = await provideChromium();
  if (!executablePath) throw new Error("no browser");
  browser = await chromium.launch({ executablePath, args: chromiumFlags });
  file = path.join(site.dir, "Ngày mùa.png");
  const bytes = await photo(2400, 1800, "png");
  size = bytes.length;
  writeFileSync(file, bytes);
});
afterAll(() => browser?.close());

beforeEach(async () => {
  line = new WeakLine();
  await line.open(site.origin);
  context = await browser.newContext();
  const [name = "", value = ""] = cookie.split("=");
  await context.addCookies([{ name, value, url: line.origin }]);
  page = await context.newPage();
  policy.received.length = 0;
});
afterEach(async () => {
  await context.close();
  await line.close();
});

describe("the patient client in a browser", () => {
  it("sends a photo, counting confirmed bytes only", async () => {
    await open();
    await ended("received");
    const said = await heard();
    expect(said.slice(0, 2).map(({ phase }) => phase)).toEqual(["saving", "saved"]);
    const counted = said.flatMap(({ bytes }) => (bytes === undefined ? [] : [bytes]));
    expect(counted[0]).toBe(0);
    expect(counted).toEqual([...counted].sort((a, b) => a - b));
    expect(policy.received.map(({ uploadedName }) => uploadedName)).toEqual(["Ngày mùa.png"]);
  });

  it("goes on where it was after the connection breaks", async () => {
    line.breakAfter = Math.floor(size * 0.6);
    await open();
    await ended("received");
    expect(line.breakAfter).toBeNull();
    const counted = (await heard()).flatMap(({ bytes }) => (bytes === undefined ? [] : [bytes]));
    expect(counted).toEqual([...counted].sort((a, b) => a - b));
    expect(policy.received.length).toBe(1);
  });

  it("notices a line that has fallen silent and tries again", async () => {
    line.hushAfter = Math.floor(size * 0.4);
    await open();
    await ended("waiting");
    line.silent = false;
    await ended("received");
  });

  it("goes on by itself after a reload, without the file being picked again", async () => {
    line.hushAfter = Math.floor(size * 0.6);
    await open();
    await vi.waitFor(() => expect(line.silent).toBe(true), 10_000);
    line.cut();
    const reloading = page.reload();
    line.silent = false;
    await reloading;
    await ended("received");
    const [first] = (await heard()).filter(({ phase }) => phase === "sending");
    expect(first?.bytes).toBeGreaterThan(0);
    expect(policy.received.length).toBe(1);
    expect(await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))).toEqual([
      "vong-thi-uploads",
    ]);
  });

  it("says why a file is refused", async () => {
    writeFileSync(file.replace(".png", ".jpg"), "GIF89a and more");
    await page.goto(`${line.origin}/page`);
    await page.setInputFiles("input", file.replace(".png", ".jpg"));
    await ended("refused");
    expect((await heard()).at(-1)).toEqual({
      phase: "refused",
      refused: { ok: false, reason: "type-gif", params: {} },
    });
  });
});
