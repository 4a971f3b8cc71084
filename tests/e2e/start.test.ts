import { readFileSync } from "node:fs";
import type { Browser } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser } from "#tests/support/browser.ts";
import { startSite, type Site } from "#tests/support/site.ts";

describe("a first start", () => {
  let site: Site;
  let browser: Browser;
  beforeAll(async () => {
    [site, browser] = await Promise.all([startSite(), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await site?.dispose();
  });

  it("prints a set-up code and shows a page that asks nothing of other sites and breaks no rule", async () => {
    expect(await site.setupCode()).toMatch(/^[A-Z0-9]{6,}$/);
    const page = await browser.newPage();
    const complaints: string[] = [];
    const foreign: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("request", (request) => {
      if (!request.url().startsWith(site.url)) foreign.push(request.url());
    });
    const answer = await page.goto(site.url, { waitUntil: "networkidle" });
    expect(answer?.status()).toBe(200);
    expect([complaints, foreign]).toEqual([[], []]);
    await page.close();
  });

  it("comes back after it and its database were killed", async () => {
    await site.kill();
    await expect(fetch(site.url)).rejects.toThrow();
    await site.start();
    expect(await (await fetch(`${site.url}/health`)).json()).toEqual({ ok: true });
  });

  it("raises its database again when that alone was killed", async () => {
    process.kill(Number(readFileSync(`${site.dataDir}/postgres/postmaster.pid`, "utf8").split("\n")[0]), "SIGKILL");
    const health = async () => (await fetch(`${site.url}/health`)).status;
    await expect.poll(health, { timeout: 5_000, interval: 20 }).toBe(503);
    await expect.poll(health, { timeout: 20_000 }).toBe(200);
  });

  it("stops in good order when asked", async () => {
    await site.stop();
    expect(site.output()).toContain("Stopping");
  });
});
