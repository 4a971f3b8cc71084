import { m } from "#app/paraglide/messages.js";
import { slipPayload } from "#app/domain/entries/slip-code.ts";
import { arrive, fill, main, press, see } from "./page.ts";
import { type Person, step } from "./person.ts";

/** Sends a work back from the screening desk by its key, saying which part, and why. */
export const returnWork = (by: Person, roundId: string, { code, part, reason }: { code: string; part: string; reason: string }) =>
  step(by, `returns ${code}`, async () => {
    const { page } = by;
    await page.goto(`/office/rounds/${roundId}/screening?view=all`, { waitUntil: "networkidle" });
    await main(page).getByRole("navigation", { name: m.office_screening_queue() }).getByRole("link", { name: code }).click();
    await main(page).getByRole("region", { name: code, exact: true }).waitFor();
    await page.keyboard.press("t");
    await arrive(page, m.returns_form_title({ code }));
    await main(page).getByRole("checkbox", { name: part }).check();
    await fill(main(page), m.returns_form_reason(), reason);
    await press(main(page), m.returns_form_submit());
    await see(page, m.returns_form_done({ code }));
  });

/** Takes a pile of originals in as a scanner reads them one after the other, and two whose codes are typed. */
export const checkIn = (by: Person, roundId: string, slips: readonly string[], typed: readonly string[]) =>
  step(by, `checks ${slips.length + typed.length} originals in`, async () => {
    const { page } = by;
    await page.goto(`/office/rounds/${roundId}/check-in`, { waitUntil: "networkidle" });
    for (const text of [...slips.map(slipPayload), ...typed]) {
      await page.keyboard.type(text);
      await page.keyboard.press("Enter");
    }
    const all = String(slips.length + typed.length);
    await main(page).getByText(m.paper_check_in_hint({ received: all, expected: all })).waitFor({ timeout: 60_000 });
  });
