import type { Locator, Page } from "@playwright/test";
import { expect } from "vitest";
import { parseSlip } from "#app/domain/entries/slip-code.ts";
import { m } from "#app/paraglide/messages.js";
import { type ReadPdf, readPdf } from "#tests/support/pdf.ts";
import { arrive, fill, follow, main, press, row, see } from "./page.ts";
import { type Person, step } from "./person.ts";

/** No part of a page may stand out of a phone's screen. */
export const expectFits = async (page: Page) =>
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);

/** From the desk to a row's own page, where its photo is picked again, cut along the proposed corners and sent. */
export const cutStraight = (by: Person, desk: string, index: number, file: string) =>
  step(by, `cuts the photo of row ${index + 1}`, async () => {
    const { page } = by;
    await page.goto(desk, { waitUntil: "networkidle" });
    await page.locator(".desk-row").nth(index).getByRole("link", { name: m.desk_open_entry() }).click();
    await arrive(page, m.unit_draft_title({ category: "Tranh vẽ" }));
    await page.getByLabel(m.media_choose_other(), { exact: true }).setInputFiles(file);
    const dialog = page.getByRole("dialog");
    await pull(page, dialog.locator(".fixer-handle").first());
    await press(dialog, m.photo_next());
    await see(dialog, m.photo_result_hint());
    await press(dialog, m.photo_use());
    await main(page).getByRole("link", { name: m.picture_see_original() }).waitFor({ timeout: 60_000 });
    await expectFits(page);
  });

/** Pulls a corner some pixels into the sheet. */
async function pull(page: Page, handle: Locator): Promise<void> {
  await handle.waitFor();
  const before = await handle.getAttribute("style");
  const { x, y, width, height } = (await handle.boundingBox())!;
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width / 2 + 6, y + height / 2 + 6);
  await page.mouse.up();
  expect(await handle.getAttribute("style")).not.toBe(before);
}

/** The form of one child as it lies on the pile: everything agreed to, and the child's own tick unless it was forgotten. */
export type PaperForm = { name: string; assented?: boolean; givenOn?: string };

async function typeForm(by: Person, { name, assented = true, givenOn = "" }: PaperForm): Promise<void> {
  const card = row(main(by.page), name);
  await press(card, m.consent_row_all());
  if (assented) await card.getByLabel(m.consent_cell({ purpose: m.consent_assent(), name }), { exact: true }).check();
  await card.getByLabel(m.consent_cell({ purpose: m.unit_consent_guardian(), name }), { exact: true }).fill("Hoàng Thị Mẹ");
  await card.getByLabel(m.consent_cell({ purpose: m.consent_given_on(), name }), { exact: true }).fill(givenOn);
}

/** Types a pile of the families' forms on one screen; `then` waits for what the page answers. */
export const enterForms = (by: Person, slug: string, forms: readonly PaperForm[], then: (place: Locator) => Promise<void>) =>
  step(by, `enters the forms of ${forms.length} families`, async () => {
    const { page } = by;
    await page.goto(`/unit/contests/${slug}/consents`, { waitUntil: "networkidle" });
    await expectFits(page);
    for (const form of forms) await typeForm(by, form);
    await press(main(page), m.consent_sheet_save());
    await then(main(page));
  });

/** Corrects the one row that was refused and is still on the screen with what was typed. */
export const correctForm = (by: Person, name: string, givenOn: string) =>
  step(by, `corrects the form of ${name}`, async () => {
    const card = row(main(by.page), name);
    expect(await card.getByLabel(m.consent_cell({ purpose: m.unit_consent_guardian(), name }), { exact: true }).inputValue()).toBe("Hoàng Thị Mẹ");
    await card.getByLabel(m.consent_cell({ purpose: m.consent_given_on(), name }), { exact: true }).fill(givenOn);
  });

/** From the desk through its check to the codes: sends what is complete. `missing` rows are named with what they lack. */
export const sendComplete = (by: Person, desk: string, { count, missing }: { count: number; missing: number }) =>
  step(by, `sends ${count} works`, async () => {
    const { page } = by;
    await page.goto(desk, { waitUntil: "networkidle" });
    await page.getByRole("link", { name: m.desk_send({ count }) }).click();
    await arrive(page, m.desk_review_title());
    expect(await page.locator("[data-missing]").count()).toBe(missing);
    await expectFits(page);
    await press(page, m.desk_send({ count }));
    await arrive(page, m.desk_done_title({ count }));
  });

/** Finds a returned work among the tasks, reads why it came back, puts it right and sends it again; answers its code. */
export const correctWork = (by: Person, { left, title, reason }: { left: number; title: string; reason: string }, correct: (place: Locator) => Promise<void>) =>
  step(by, `corrects ${title}`, async () => {
    const { page } = by;
    await page.goto("/unit");
    await see(main(page), m.returns_task({ count: left }));
    await follow(main(page), m.returns_task_action());
    await follow(main(page), title);
    await see(main(page), reason);
    await page.waitForLoadState("networkidle");
    await expectFits(page);
    await correct(main(page));
    await press(main(page), m.unit_draft_review());
    await press(main(page), m.returns_submit());
    const heading = main(page).getByRole("heading", { level: 1, name: m.unit_sent_title({ code: "" }).trim() });
    await heading.waitFor();
    return (await heading.innerText()).split(" ").at(-1)!;
  });

/** Prints the slips of all entries that have none: the PDF that came, and the codes of its address in their order. */
export const printSlips = (by: Person, slug: string): Promise<{ pdf: ReadPdf; slips: string[] }> =>
  step(by, "prints the slips", async () => {
    const { page, context } = by;
    await page.goto(`/unit/contests/${slug}/paper`, { waitUntil: "networkidle" });
    await expectFits(page);
    const printed = page.waitForResponse((answer) => new URL(answer.url()).pathname === "/unit/slips.pdf");
    await press(main(page), m.paper_print_new());
    const address = (await printed).url();
    const download = await context.request.get(address);
    expect([download.status(), download.headers()["content-type"]]).toEqual([200, "application/pdf"]);
    const slips = (new URL(address).searchParams.get("codes") ?? "").split(".");
    expect(slips.map((code) => parseSlip(code))).toEqual(slips);
    return { pdf: readPdf(await download.body()), slips };
  });

/** What the unit reads of its originals: so many of so many are in. */
export const seeReceived = (by: Person, slug: string, count: { received: string; expected: string; organiser: string }) =>
  step(by, `sees ${count.received}/${count.expected}`, async () => {
    await by.page.goto(`/unit/contests/${slug}/paper`);
    await see(main(by.page), m.paper_unit_hint(count));
  });

/** Types over a field of the first child of an entry. */
export const fillFirstChild = (place: Locator, label: string, value: string) =>
  fill(place.getByRole("group", { name: m.unit_author_number({ number: 1 }), exact: true }), label, value);
