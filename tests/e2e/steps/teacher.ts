import { expect } from "vitest";
import { m } from "#app/paraglide/messages.js";
import { formatDuration } from "#app/ui/format.ts";
import {
  beginEntry, childForm, chip, choose, chooser, describeChild, enter, handIn, received, review, slowLine, tickConsents, typedOf, type Work,
} from "./entering.ts";
import { field, fill, follow, main, press, see } from "./page.ts";
import { type Person, step } from "./person.ts";
import type { PhoneFile } from "./works.ts";

/** The start of a message up to its first parameter. */
const upTo = (words: string) => words.split("§")[0]!;

/** Waits until the server has confirmed a part of the file on its way. */
const sendingSome = (by: Person) =>
  expect.poll(() => chip(by).innerText(), { timeout: 20_000, interval: 50 }).toMatch(/[1-9]\d?%/);

/** A drawing on a weak line: the network is cut while it goes up, the page is loaded anew while it is described. */
export async function tellOfDrawing(by: Person, work: Work): Promise<string> {
  const { page, context } = by;
  const [child] = work.children;
  await beginEntry(by, work.category, work.title);
  await step(by, "keeps what is typed through a reload", async () => {
    await describeChild(by, 1, { ...child!, birth: "31/02/2015" });
    await see(main(page), upTo(m.unit_draft_kept_at({ time: "§" })));
    await page.reload();
    await see(main(page), m.unit_draft_restored_title());
    expect(await typedOf(by, 1, m.unit_author_name())).toBe(child!.name);
    expect(await typedOf(by, 1, m.unit_author_birth())).toBe("31/02/2015");
  });
  await step(by, "sends the photograph through a cut of the network", async () => {
    const release = await slowLine(by, 1500);
    await choose(by, work.file);
    await sendingSome(by);
    await context.setOffline(true);
    await chip(by).getByText(m.ui_status_waiting_network()).waitFor();
    await fill(main(page), m.unit_field_statement(), work.statement);
    await context.setOffline(false);
    await received(by);
    await release();
  });
  await step(by, "is told of a day that does not exist, and loses nothing", async () => {
    await press(main(page), m.unit_draft_review());
    await see(main(page), m.errors_no_such_day({ day: 31, month: 2 }));
    expect(await typedOf(by, 1, m.unit_author_name())).toBe(child!.name);
    expect(await field(main(page), m.unit_field_statement()).inputValue()).toBe(work.statement);
    await received(by);
    await fill(childForm(by, 1), m.unit_author_birth(), child!.birth);
  });
  await step(by, "is told that the family's answer is missing", async () => {
    await review(by, work.title);
    await see(main(page), m.errors_consent_to_take_part_missing({ fullName: child!.name }));
    expect(await main(page).getByRole("button", { name: m.unit_review_submit() }).count()).toBe(0);
    await follow(main(page), m.unit_review_edit());
    await tickConsents(by, 1, child!);
  });
  return step(by, "reviews it and hands it in", async () => {
    await review(by, work.title);
    await see(main(page), m.unit_review_complete());
    return handIn(by);
  });
}

/** A group's clip: one a second too short is refused in words, the right one survives a reload half-way. */
export async function tellOfClip(by: Person, work: Work, short: PhoneFile): Promise<string> {
  const { page } = by;
  await beginEntry(by, work.category, work.title);
  await step(by, "is told that the clip is too short", async () => {
    await chooser(by, short).setInputFiles(short);
    const [actual, least, most] = [179_000, 180_000, 600_000].map((ms) => formatDuration(ms));
    await see(main(page), m.media_refused_clip_length({ actual: actual!, least: least!, most: most! }));
  });
  await step(by, "sends the clip through a reload", async () => {
    const release = await slowLine(by, 1500);
    await chooser(by, work.file).setInputFiles(work.file);
    await sendingSome(by);
    await page.reload();
    await chip(by).getByText(upTo(m.ui_status_uploading({ percent: "§" }))).waitFor();
    await release();
    await received(by);
  });
  return step(by, "names the group and hands it in", async () => {
    await fill(main(page), m.unit_field_statement_video(), work.statement);
    for (const [at, child] of work.children.entries()) {
      if (at > 0) await press(main(page), m.unit_author_add());
      await describeChild(by, at + 1, child);
      await tickConsents(by, at + 1, child);
    }
    await review(by, work.title);
    return handIn(by);
  });
}

/** An entry handed in and withdrawn with a reason. */
export async function tellOfWithdrawal(by: Person, work: Work): Promise<string> {
  const { page } = by;
  const code = await enter(by, work);
  await step(by, "withdraws the entry", async () => {
    await follow(main(page), m.unit_sent_view());
    await follow(main(page), m.unit_withdraw_title());
    await press(main(page), m.unit_withdraw_submit({ code }));
    await see(main(page), m.errors_reason_empty());
    await fill(main(page), m.unit_withdraw_reason(), "Em vẽ lại tranh khác");
    await press(main(page), m.unit_withdraw_submit({ code }));
    await see(page, m.unit_withdraw_done());
    await see(main(page), m.ui_status_withdrawn());
  });
  return code;
}

/** A draft that lacks its picture and family's answer stays one, and the page says what is missing. */
export const leaveIncomplete = (by: Person, title: string) =>
  step(by, `is refused ${title}, which is incomplete`, async () => {
    const { page } = by;
    await beginEntry(by, "Tranh vẽ", title);
    await describeChild(by, 1, { name: "Cổ Thị Mỷ", birth: "2014", className: "5A" });
    await review(by, title);
    await see(main(page), m.unit_review_missing({ count: 2 }));
    await see(main(page), m.errors_file_missing_image());
    expect(await main(page).getByRole("button", { name: m.unit_review_submit() }).count()).toBe(0);
    await page.goto("/unit/entries");
    await see(main(page), title);
  });
