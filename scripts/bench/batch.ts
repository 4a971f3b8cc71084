import { chmodSync } from "node:fs";
import type { Page } from "@playwright/test";
import { cookieOf, openPhone, slowLine } from "#tests/e2e/desk/phone.ts";
import { noisePhoto, writePhotos } from "#tests/e2e/desk/photos.ts";
import { WeakLine } from "#tests/http/uploads/weak-line.ts";
import { type Site, startSite } from "#tests/support/site.ts";
import { openContest, setupIn } from "#tests/support/world/contests.ts";
import { raiseWorld, type Resident, withRuntime } from "#tests/support/world/world.ts";
import type { BenchCase } from "../bench-case.ts";
import { provideChromium } from "../lib/chromium.mjs";
import { inTempDir, leavingNothing } from "./support/leavings.ts";

const photos = 30;
/** About 4 MB of noise as JPEG. */
const side = 2500;
/** A school's line: 3 Mbit/s upwards, 200 ms there and back. */
const line = { up: 3_000_000 / 8, latencyMs: 200 };
const cutMs = 8_000;
const cutsAfter = [8, 20];

const list = Array.from({ length: photos }, (_, index) => `Tranh số ${index + 1}\tHoàng Thị Em ${"ABCDE"[index % 5]}\t4A\t10/03/2015`).join("\n");

type Desk = { page: Page; weak: WeakLine; arrived: () => Promise<number> };

async function until(condition: () => Promise<boolean>, limitMs: number): Promise<void> {
  const limit = Date.now() + limitMs;
  while (!(await condition())) {
    if (Date.now() > limit) throw new Error(`waited ${limitMs} ms in vain`);
    await new Promise((later) => setTimeout(later, 1_000));
  }
}

async function sendAll({ page, weak, arrived }: Desk, files: readonly string[]): Promise<void> {
  await page.locator(".page-header-actions button").first().click();
  await page.locator("dialog textarea").fill(list);
  await page.locator("dialog .btn-primary").click();
  await until(async () => (await page.locator('[data-state="gap"]').count()) === photos, 60_000);
  await page.locator(".desk-drop input[multiple]").setInputFiles([...files]);
  await until(async () => (await page.locator(".desk-tray li").count()) === photos, 120_000);
  await page.locator(".card:has(.desk-tray) .btn-s").click();
  for (const after of cutsAfter) {
    await until(async () => (await arrived()) >= after, 600_000);
    await slowLine(page, line, true);
    weak.cut();
    await new Promise((later) => setTimeout(later, cutMs));
    await slowLine(page, line);
  }
  await until(async () => (await arrived()) === photos, 600_000);
}

async function atDesk<T>(site: Site, weak: WeakLine, profile: string, work: (desk: Desk) => Promise<T>): Promise<T> {
  let entrant!: Resident;
  let address = "";
  await site.stop();
  await withRuntime(site, async (runtime) => {
    const world = await raiseWorld(runtime);
    entrant = world.people.entrant;
    const { slug } = await openContest(world, setupIn("Ước mơ của em", "UM", "open", new Date()), []);
    address = `/unit/contests/${slug}/desk`;
  });
  await site.start();
  const context = await openPhone(profile, weak.origin.replace("127.0.0.1", "localhost"), entrant);
  return leavingNothing(() => context.close(), async () => {
    const page = context.pages()[0]!;
    await slowLine(page, line);
    await page.goto(address, { waitUntil: "networkidle" });
    const cookie = await cookieOf(entrant);
    const arrived = async () =>
      new Set((await (await fetch(site.url + address, { headers: { cookie } })).text()).match(/\/files\/[0-9a-f-]{36}\/320/g)).size;
    return work({ page, weak, arrived });
  });
}

/** What goes up the line above the sum of the files, in percent, when all of them arrive across two cuts. */
async function measure(): Promise<{ value: number; baseline: null }> {
  if (!(await provideChromium())) throw new Error("no browser");
  return inTempDir(async (dir) => {
    chmodSync(dir, 0o755);
    const { files, bytes } = await writePhotos(dir, Array.from({ length: photos }, (_, index) => `IMG_${100 + index}.jpg`), (index) => noisePhoto(index * 7919, side));
    const site = await startSite();
    const weak = new WeakLine();
    await weak.open(site.url);
    const close = async () => {
      await weak.close();
      await site.dispose();
    };
    return leavingNothing(close, () =>
      atDesk(site, weak, `${dir}/phone`, async (desk) => {
        const before = weak.sent;
        await sendAll(desk, files);
        return { value: ((weak.sent - before - bytes) / bytes) * 100, baseline: null };
      }));
  });
}

/** Thirty photos of a school through its own line with two cuts: everything arrives, hardly a byte twice. */
export const cases: BenchCase[] = [
  {
    id: "batch-30", title: "Gửi 30 ảnh 4 MB qua đường 3 Mbit/s, đứt hai lần: phần gửi thừa", unit: "%", measure: "value",
    limit: 3, bound: "most", run: measure,
  },
];
