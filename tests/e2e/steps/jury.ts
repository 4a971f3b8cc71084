import type { Locator } from "@playwright/test";
import { expect } from "vitest";
import { m } from "#app/paraglide/messages.js";
import { arrive, follow, main, press, see } from "./page.ts";
import { type Person, step } from "./person.ts";

/** Points in the order of the criteria, by the title of the work: all that a judge knows it by. */
export type Opinion = Record<string, number[]>;

/** What a judge gives the work of the open sheet. */
type Thought = (work: { title: string; sheetId: string }) => number[];

type Heard = { url: string; words: string };

/**
 * Everything but clips that a person's pages receive from now on, as text with its headers and address. The router's own
 * data is taken on its way, since the browser hands it over in a wrong charset. A browser forgets an answer when its page
 * is left; what was lost so is asked for again in the same session.
 */
export async function overhear({ context }: Person): Promise<() => Promise<Heard[]>> {
  const heard: Promise<Heard>[] = [];
  const keep = (url: string, headers: Record<string, string>, body: Promise<Buffer>) =>
    heard.push(body.then((bytes) => ({ url, words: `${JSON.stringify(headers)}\n${bytes.toString("utf8")}` })));
  const isData = (url: string) => new URL(url).pathname.endsWith(".data");
  await context.route(({ href }) => isData(href), async (route) => {
    const answer = await route.fetch();
    keep(answer.url(), answer.headers(), answer.body());
    await route.fulfill({ response: answer });
  });
  context.on("response", (answer) => {
    const url = answer.url();
    // Pictures too: their metadata would be readable text among the pixels.
    const told = /html|json|javascript|event-stream|plain|image/.test(answer.headers()["content-type"] ?? "");
    if (!told || isData(url) || url.includes("/assets/")) return;
    const again = async () => (answer.request().method() === "GET" ? (await context.request.get(url)).body() : Buffer.of());
    keep(url, answer.headers(), answer.body().catch(again));
  });
  return () => Promise.all(heard);
}

const numbers = ({ page }: Person): Locator => main(page).locator(".ruler-number");
const rulers = ({ page }: Person): Locator => main(page).getByRole("slider");
export const saved = ({ page }: Person) => see(main(page).getByRole("status"), m.ui_saved());

/** How points get onto a sheet: typed with the keys alone, written into the fields, or set on the rulers. */
const ways = {
  keys: async (by: Person, points: number[]) => {
    for (const value of points) {
      await by.page.keyboard.type(String(value));
      await by.page.keyboard.press("Enter");
    }
  },
  fields: async (by: Person, points: number[]) => {
    for (const [at, value] of points.entries()) await numbers(by).nth(at).fill(String(value));
  },
  rulers: async (by: Person, points: number[]) => {
    for (const [at, value] of points.entries()) await rulers(by).nth(at).fill(String(value * 100));
  },
};
export type Way = keyof typeof ways;

const typed = (by: Person) => numbers(by).evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value));
const titleOf = ({ page }: Person) => main(page).locator(".score-work h2").innerText();

/** Begins the sheets of the next category that has open ones; false when none is left. */
async function begin({ page }: Person): Promise<boolean> {
  await page.goto("/jury");
  const link = main(page).getByRole("link", { name: m.jury_begin(), exact: true });
  await main(page).getByRole("link", { name: m.jury_light_table(), exact: true }).first().waitFor();
  if ((await link.count()) === 0) return false;
  await link.first().click();
  await numbers({ page } as Person).first().waitFor();
  return true;
}

/** Fills the open sheet, sees it saved, finds it again after a reload, and hands it in. Answers whether it was the last. */
async function fillSheet(by: Person, way: Way, think: Thought, reload: boolean): Promise<boolean> {
  const { page } = by;
  const points = think({ title: await titleOf(by), sheetId: new URL(page.url()).pathname.split("/").at(-1)! });
  await ways[way](by, points);
  await saved(by);
  expect(await typed(by)).toEqual(points.map(String));
  if (reload) {
    await page.reload();
    await numbers(by).first().waitFor();
    expect(await typed(by)).toEqual(points.map(String));
  }
  const next = main(page).getByRole("button", { name: m.jury_submit_next(), exact: true });
  const last = (await next.count()) === 0;
  const here = page.url();
  if (last) await press(main(page), m.jury_submit());
  else if (way === "keys") {
    await next.focus();
    await page.keyboard.press("Enter");
  } else await next.click();
  await page.waitForURL((url) => url.href !== here);
  return last;
}

async function opened(by: Person): Promise<void> {
  await main(by.page).locator(".score-work h2").waitFor();
  await numbers(by).first().waitFor();
}

/** The first sheets of a judge who goes on another day. */
export const scoreSome = (by: Person, way: Way, count: number, think: Thought) =>
  step(by, `scores ${count} works by ${way}`, async () => {
    await begin(by);
    for (let at = 0; at < count; at += 1) {
      await opened(by);
      await fillSheet(by, way, think, at === 0);
    }
  });

/** A judge's whole work: every sheet of every category. Answers how many sheets there were. */
export const scoreAll = (by: Person, way: Way, opinion: Opinion) =>
  step(by, `scores everything by ${way}`, async () => {
    const { page } = by;
    const think: Thought = ({ title }) => opinion[title] ?? expect.fail(`No opinion of “${title}”`);
    let sheets = 0;
    while (await begin(by)) {
      for (let last = false; !last; sheets += 1) {
        await opened(by);
        last = await fillSheet(by, way, think, sheets === 0);
      }
      await see(page, m.jury_all_done());
    }
    return sheets;
  });

/** Points off the ruler are refused in words and change nothing. */
export const overshoot = (by: Person) =>
  step(by, "types more points than there are", async () => {
    await begin(by);
    await numbers(by).first().fill("99");
    await main(by.page).locator(".field-error").first().waitFor();
    await by.page.reload();
    await numbers(by).first().waitFor();
    expect((await typed(by))[0]).toBe("");
  });

/** Opens a sheet that was handed in and changes it. */
export const changeMind = (by: Person, title: string, points: number[]) =>
  step(by, `reopens the sheet of ${title} and changes it`, async () => {
    const { page } = by;
    await page.goto("/jury");
    await follow(main(page), m.jury_light_table());
    await main(page).getByRole("link", { name: title }).click();
    await main(page).locator(".score-work h2").waitFor();
    await press(main(page), m.jury_reopen());
    await see(page, m.jury_reopened());
    await ways.fields(by, points);
    await saved(by);
    await press(main(page), m.jury_submit());
    await see(page, m.jury_all_done());
  });

/** The judge's first page. */
export const arriveAtJury = (by: Person) => arrive(by.page, m.jury_greeting({ name: by.name }));
