import sharp from "sharp";
import { expect } from "vitest";
import { m } from "#app/paraglide/messages.js";
import { arrive, choose, fill, follow, main, press, see } from "./page.ts";
import { type Person, step } from "./person.ts";

type Counts = { total: number; clear: number; needs: number; decided: number };

/** Waits until the desk counts its entries so. */
const counted = ({ page }: Person, counts: Counts) => see(main(page), m.office_screening_hint(counts));

/** The secretary looks at one entry large, rejects it with rule and words, takes that back and rejects it again. */
export const rejectWithSecondThoughts = (by: Person, roundId: string, code: string, counts: Counts) =>
  step(by, `looks at ${code} and rejects it`, async () => {
    const { page } = by;
    const desk = main(page);
    const open = async () => {
      await page.goto(`/office/rounds/${roundId}/screening?view=all`);
      await counted(by, counts);
      await desk.getByRole("navigation", { name: m.office_screening_queue() }).getByRole("link", { name: code }).click();
      const work = desk.getByRole("img", { name: m.office_entries_open_file({ code }) });
      await expect.poll(() => work.evaluate((image: HTMLImageElement) => image.naturalWidth), { timeout: 20_000 }).toBeGreaterThan(500);
    };
    const reject = () => desk.getByRole("button", { name: new RegExp(`^${m.office_screening_reject()}`) }).click();
    const rejectInWords = async () => {
      await choose(desk, m.office_screening_rule(), m.office_screening_rule_copied());
      await fill(desk, m.office_screening_note(), "Tranh chép lại từ sách giáo khoa, điều 4 của thể lệ.");
      await reject();
      await counted(by, { ...counts, clear: counts.clear - 1, decided: 1 });
    };
    await open();
    await reject();
    await see(desk, m.errors_rejection_rule_missing());
    await rejectInWords();
    await press(desk, m.office_screening_undo_last());
    await see(page, m.office_screening_undone({ count: 1 }));
    await open();
    await rejectInWords();
  });

/** Accepts one entry by its key, and in one act the rest of what the rules pass. */
export const acceptTheRest = (by: Person, roundId: string, counts: Counts) =>
  step(by, "accepts the rest", async () => {
    const { page } = by;
    const { clear, decided } = counts;
    await page.goto(`/office/rounds/${roundId}/screening?view=clear`);
    await counted(by, counts);
    await page.waitForLoadState("networkidle");
    await page.keyboard.press("a");
    await counted(by, { ...counts, clear: clear - 1, decided: decided + 1 });
    await press(main(page), m.office_screening_accept_all({ count: clear - 1 }));
    await see(page, m.office_screening_accepted_all({ count: clear - 1 }));
    await counted(by, { ...counts, clear: 0, decided: decided + clear });
  });

/** The stored original of a photograph stands upright and says nothing of where it was taken. */
export const expectNoPlaceIn = (by: Person, roundId: string, code: string) =>
  step(by, `downloads the original of ${code}`, async () => {
    const { page, context } = by;
    await page.goto(`/office/rounds/${roundId}/entries?search=${code}`);
    await main(page).getByRole("row").filter({ hasText: code }).getByRole("link").first().click();
    const address = await main(page).getByRole("link", { name: m.office_entries_file_original(), exact: true }).getAttribute("href");
    const file = await (await context.request.get(address!)).body();
    const { width = 0, height = 0, orientation = 1 } = await sharp(file).metadata();
    expect([orientation < 5 ? width > height : height > width, file.includes("GPS"), await hasPlace(file)]).toEqual([true, false, false]);
  });

/** Whether a JPEG's metadata has the tag that points to a place (0x8825), in either byte order. */
async function hasPlace(file: Buffer): Promise<boolean> {
  const { exif } = await sharp(file).metadata();
  return exif !== undefined && (exif.includes(Buffer.from([0x88, 0x25])) || exif.includes(Buffer.from([0x25, 0x88])));
}

/** Opens judging with its sheets. */
export const startJudging = (by: Person, roundId: string, sheets: number) =>
  step(by, "starts judging", async () => {
    await by.page.goto(`/office/rounds/${roundId}/judging`);
    await press(main(by.page), m.office_judging_start());
    await see(by.page, m.office_judging_started({ sheets: String(sheets) }));
  });

/** Closes judging; the page of decisions follows. */
export const closeJudging = (by: Person, roundId: string) =>
  step(by, "closes judging", async () => {
    const { page } = by;
    await page.goto(`/office/rounds/${roundId}/judging`);
    await follow(main(page), m.office_judging_close());
    await arrive(page, m.office_judging_close_question());
    await press(main(page), m.office_judging_close());
    await see(page, m.office_judging_close_done());
    await arrive(page, m.common_nav_decision());
  });

/** Publishes by a double click. */
export const publish = (by: Person, roundId: string) =>
  step(by, "publishes", async () => {
    const { page } = by;
    await page.goto(`/office/rounds/${roundId}/decision`);
    await follow(main(page), m.office_decision_publish());
    await arrive(page, m.office_decision_publish_question());
    await main(page).getByRole("button", { name: m.office_decision_publish(), exact: true }).dblclick();
    await see(page, m.office_decision_published_done());
    await see(main(page), m.office_decision_published_at({ moment: "" }).trim());
  });
