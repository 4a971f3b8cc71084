import type { Locator } from "@playwright/test";
import { m } from "#app/paraglide/messages.js";
import { arrive, field, fill, main, press, see } from "./page.ts";
import { type Person, step } from "./person.ts";
import type { PhoneFile } from "./works.ts";

export type Child = { name: string; birth: string; className: string; publishName?: boolean; publishWork?: boolean };
export type Work = { category: "Tranh vẽ" | "Video clip"; title: string; statement: string; children: Child[]; file: PhoneFile };

/** The fields of one child on the form of a draft. */
export const childForm = ({ page }: Person, number: number): Locator =>
  main(page).getByRole("group", { name: m.unit_author_number({ number }), exact: true });

/** Begins an entry: its category and title; the draft is then open. */
export const beginEntry = (by: Person, category: string, title: string) =>
  step(by, `begins the entry ${title}`, async () => {
    const { page } = by;
    await page.goto("/unit/entries/new");
    await arrive(page, m.unit_new_title());
    await main(page).getByRole("radio", { name: new RegExp(`^${category}`) }).check();
    await fill(main(page), m.unit_field_title(), title);
    await press(main(page), m.unit_new_submit());
    await arrive(page, m.unit_draft_title({ category }));
  });

/** Types what is told of one child. */
export async function describeChild(by: Person, number: number, { name, birth, className }: Child): Promise<void> {
  const form = childForm(by, number);
  await fill(form, m.unit_author_name(), name);
  await fill(form, m.unit_author_birth(), birth);
  await fill(form, m.unit_author_class(), className);
}

/** Ticks what the family of one child agreed to. */
export async function tickConsents(by: Person, number: number, child: Child): Promise<void> {
  const form = childForm(by, number);
  const tick = (label: string) => form.getByRole("checkbox", { name: label, exact: true }).check();
  await tick(m.unit_consent_take_part());
  await tick(m.consent_purpose_send_up());
  await tick(m.consent_assent());
  if (child.publishWork) {
    await tick(m.unit_consent_work());
    await tick(m.consent_purpose_face());
  }
  if (child.publishName) await tick(m.unit_consent_name());
}

/** The input behind the button that chooses a file. */
export const chooser = ({ page }: Person, file: PhoneFile): Locator =>
  page.getByLabel(file.mimeType.startsWith("video/") ? m.media_choose_video() : m.media_choose_image(), { exact: true });

/** Picks a file; a photo is sent as it was taken, without being cut. */
export async function choose(by: Person, file: PhoneFile): Promise<void> {
  await chooser(by, file).setInputFiles(file);
  if (file.mimeType.startsWith("image/")) await press(by.page.getByRole("dialog"), m.photo_send_original());
}

/** Waits until the server has the whole file. */
export const received = ({ page }: Person) => see(main(page), m.unit_file_received());

/** Goes on to the review of the open draft. */
export async function review({ page }: Person, title: string): Promise<void> {
  await press(main(page), m.unit_draft_review());
  await arrive(page, m.unit_review_title({ title }));
}

/** Hands the reviewed entry in by a double click, and answers its code. */
export const handIn = (by: Person) =>
  step(by, "hands the entry in", async () => {
    const { page } = by;
    await main(page).getByRole("button", { name: m.unit_review_submit(), exact: true }).dblclick();
    const heading = main(page).getByRole("heading", { level: 1, name: m.unit_sent_title({ code: "" }).trim() });
    await heading.waitFor();
    return (await heading.innerText()).split(" ").at(-1)!;
  });

/** An entry from its first word to its code, with nothing going wrong. */
export const enter = (by: Person, { category, title, statement, children, file }: Work) =>
  step(by, `enters ${title}`, async () => {
    const { page } = by;
    await beginEntry(by, category, title);
    await choose(by, file);
    await fill(main(page), category === "Tranh vẽ" ? m.unit_field_statement() : m.unit_field_statement_video(), statement);
    for (const [at, child] of children.entries()) {
      if (at > 0) await press(main(page), m.unit_author_add());
      await describeChild(by, at + 1, child);
      await tickConsents(by, at + 1, child);
    }
    await received(by);
    await review(by, title);
    return handIn(by);
  });

/** Makes every piece of a file wait before it leaves, as on a weak line; answers the way to take that off again. */
export async function slowLine({ page }: Person, pieceMs: number): Promise<() => Promise<void>> {
  const held = /\/ingest\//;
  await page.route(held, async (route) => {
    if (route.request().method() === "PUT") await new Promise((resolve) => setTimeout(resolve, pieceMs));
    // The page may have been left meanwhile, and the piece with it.
    await route.continue().catch(() => undefined);
  });
  return () => page.unroute(held);
}

/** The state of the file on its way, as its chip says it. */
export const chip = ({ page }: Person): Locator => main(page).locator(".media-row .chip");

/** What stands in a field of a child. */
export const typedOf = (by: Person, number: number, label: string) => field(childForm(by, number), label).inputValue();
