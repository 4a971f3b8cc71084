import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { m } from "#app/paraglide/messages.js";
import { openBrowser } from "#tests/support/browser.ts";
import { startSite, type Site } from "#tests/support/site.ts";
import { browserOf, type Resident, withRuntime } from "#tests/support/world/world.ts";
import { inspect, pageRoutes } from "./pages/inspect.ts";
import { type Visitor, visitsIn } from "./pages/visits.ts";
import { type PageWorld, raisePageWorld } from "./pages/world.ts";

const walkMs = 900_000;

describe("every page", () => {
  let site: Site;
  let browser: Browser;
  let world: PageWorld;
  const seen = new Set<string>();
  const contextOf = (visitor: Visitor) =>
    browserOf(browser, site, visitor === "nobody" ? null : world.people[visitor], { reducedMotion: "reduce" });

  beforeAll(async () => {
    [site, browser] = await Promise.all([startSite(), openBrowser()]);
    const context = await browserOf(browser, site, null);
    expect(await inspect(context, ["/setup"], seen)).toEqual([]);
    await context.close();
    await site.stop();
    world = await withRuntime(site, raisePageWorld);
    await site.start();
  });
  afterAll(async () => {
    await browser?.close();
    await site?.dispose();
  });

  const walk = (audience: string) =>
    it(`of ${audience} fits a phone, is read aloud well, and keeps to this site`, { timeout: walkMs }, async () => {
      const faults: string[] = [];
      const { visits } = visitsIn(world).find((each) => each.audience === audience)!;
      for (const [visitor, addresses] of Object.entries(visits) as [Visitor, string[]][]) {
        const context = await contextOf(visitor);
        faults.push(...(await inspect(context, addresses, seen)).map((fault) => `${visitor} ${fault}`));
        await context.close();
      }
      expect(faults).toEqual([]);
    });
  for (const audience of ["the public", "a unit", "a judge", "the office"]) walk(audience);

  it("keeps a form whose session ran out and offers it again", async () => {
    const context = await contextOf("entrant");
    const page = await context.newPage();
    await page.goto(`/unit/entries/${world.open.entries[0]!.entryId}`, { waitUntil: "networkidle" });
    await page.getByLabel(m.unit_field_title()).fill("Bếp lửa nhà em");
    await withRuntime(site, ({ db }) =>
      db.updateTable("sessions").set({ expires_at: new Date(0) }).where("person_id", "=", world.people.entrant.personId).execute());
    await page.getByRole("button", { name: m.unit_draft_save() }).click();
    await page.waitForURL("**/sign-in?**");
    await signIn(page, world.people.entrant);
    await page.waitForURL("**/resume/**");
    await page.getByText("Bếp lửa nhà em").waitFor();
    expect(await inspect(context, [new URL(page.url()).pathname], seen)).toEqual([]);
    await page.getByRole("button", { name: m.auth_resume_send() }).click();
    await page.getByText(m.unit_draft_saved()).waitFor();
    expect(await page.getByLabel(m.unit_field_title()).inputValue()).toBe("Bếp lửa nhà em");
    await context.close();
  });

  it("takes the screening desk by keyboard, until the keys are turned off", async () => {
    const context = await contextOf("secretary");
    const page = await context.newPage();
    const desk = `/office/rounds/${world.screening.roundId}/screening`;
    const entryIn = () => new URL(page.url()).searchParams.get("entry");
    await page.goto(`${desk}?view=all&entry=${world.screening.roundEntryId}`, { waitUntil: "networkidle" });
    await page.keyboard.press("z");
    expect(await page.locator("#zoom-work").getAttribute("aria-pressed")).toBe("true");
    await page.keyboard.press("j");
    await page.waitForURL((url) => url.searchParams.get("entry") !== world.screening.roundEntryId);
    // The keys go from the work that is shown.
    await page.locator(`section[aria-label="${world.screening.entries[1]!.code}"]`).waitFor();
    await page.waitForTimeout(500);
    await page.keyboard.press("ArrowLeft");
    await page.waitForURL((url) => url.searchParams.get("entry") === world.screening.roundEntryId);
    await page.keyboard.press("/");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("desk-search");
    await page.keyboard.type("j lua");
    await page.keyboard.press("Enter");
    await page.waitForURL("**q=j+lua**");
    await page.goto(`${desk}?view=all&entry=${world.screening.roundEntryId}`, { waitUntil: "networkidle" });
    await page.keyboard.press("t");
    await page.waitForURL("**/correction?**");
    await page.goBack({ waitUntil: "networkidle" });
    await page.getByText(m.office_screening_keys(), { exact: true }).click();
    await page.getByRole("button", { name: m.office_screening_keys_off() }).click();
    await page.locator("h1").click();
    await page.keyboard.press("j");
    await page.keyboard.press("t");
    expect([entryIn(), new URL(page.url()).pathname]).toEqual([world.screening.roundEntryId, desk]);
    await context.close();
  });

  describe("without scripts", () => {
    const plain = async (visitor: keyof PageWorld["people"], to: string) => {
      const context = await browserOf(browser, site, null, { javaScriptEnabled: false });
      const page = await context.newPage();
      await page.goto(to);
      await signIn(page, world.people[visitor]);
      await page.waitForURL(`**${to}`);
      return page;
    };

    it("takes a teacher from signing in to a saved draft", async () => {
      const page = await plain("entrant", `/unit/entries/new?contest=${world.open.slug}`);
      await page.getByLabel(m.unit_field_title()).fill("Ông mặt trời");
      await page.getByRole("button", { name: m.unit_new_submit() }).click();
      await page.locator(".field-error").first().waitFor();
      expect(await page.getByLabel(m.unit_field_title()).inputValue()).toBe("Ông mặt trời");
      await page.getByLabel("Tranh vẽ").check();
      await page.getByRole("button", { name: m.unit_new_submit() }).click();
      await page.getByLabel(m.unit_author_name()).fill("Hoàng Thị Mẩy");
      await page.getByLabel(m.unit_author_birth()).fill("31/02/2015");
      await page.getByRole("button", { name: m.unit_draft_save() }).click();
      expect(await page.getByLabel(m.unit_author_birth()).getAttribute("aria-invalid")).toBe("true");
      await page.getByLabel(m.unit_author_birth()).fill("12/03/2015");
      await page.getByRole("button", { name: m.unit_draft_save() }).click();
      await page.getByText(m.unit_draft_saved()).waitFor();
      expect(await page.getByLabel(m.unit_author_name()).inputValue()).toBe("Hoàng Thị Mẩy");
      await page.context().close();
    });

    it("lets the secretary accept a work", async () => {
      const desk = `/office/rounds/${world.screening.roundId}/screening`;
      const page = await plain("secretary", desk);
      await page.goto(`${desk}?view=all&entry=${world.screening.roundEntryId}`);
      await page.locator("#accept-entry").click();
      await page.goto(`${desk}?view=decided&entry=${world.screening.roundEntryId}`);
      await page.getByRole("button", { name: m.office_screening_undo(), exact: true }).waitFor();
      await page.context().close();
    });

    it("returns a work for correction and takes it in again", async () => {
      const { roundId, correctedId, entries } = world.screening;
      const form = `/office/rounds/${roundId}/screening/${correctedId}/correction`;
      const office = await plain("secretary", form);
      await office.getByLabel(m.returns_form_reason()).fill("Mặt sau thiếu lớp của em.");
      await office.getByRole("button", { name: m.returns_form_submit() }).click();
      await office.getByText(m.errors_return_fields_missing()).first().waitFor();
      expect(await office.getByLabel(m.returns_form_reason()).inputValue()).toBe("Mặt sau thiếu lớp của em.");
      await office.getByLabel(m.returns_field_class(), { exact: true }).check();
      await office.getByRole("button", { name: m.returns_form_submit() }).click();
      await office.waitForURL(`**/screening?**`);
      await office.context().close();
      const unit = await plain("entrant", `/unit/entries/${entries[2]!.entryId}`);
      await unit.getByText("Mặt sau thiếu lớp của em.").waitFor();
      await unit.getByRole("button", { name: m.unit_draft_review() }).click();
      await unit.getByRole("button", { name: m.returns_submit() }).click();
      await unit.getByText(entries[2]!.code!).first().waitFor();
      await unit.goto(`/unit/entries/${entries[2]!.entryId}`);
      await unit.getByText(m.ui_status_submitted()).first().waitFor();
      await unit.context().close();
    });

    it("decides on several works in one act and takes the act back", async () => {
      const { roundId, correctedId } = world.screening;
      const desk = `/office/rounds/${roundId}/screening`;
      const page = await plain("secretary", `${desk}/bulk`);
      const tick = page.locator(`[id="pick-${correctedId}"]`);
      await tick.check();
      await page.getByLabel(m.office_screening_reject(), { exact: true }).check();
      await page.getByLabel(m.office_screening_rule()).selectOption("paper-size");
      await page.locator("form button.btn-danger").click();
      await page.getByText(m.errors_reason_empty()).first().waitFor();
      expect(await tick.isChecked()).toBe(true);
      await page.getByLabel(m.office_screening_note()).fill("Khổ giấy nhỏ hơn A3.");
      await page.locator("form button.btn-danger").click();
      await page.waitForURL(`**${desk}`);
      await page.goto(`${desk}?view=all&entry=${correctedId}`);
      await page.getByText("Khổ giấy nhỏ hơn A3.").waitFor();
      await page.locator("#undo-last").click();
      await page.goto(`${desk}?view=all&entry=${correctedId}`);
      await page.locator("#accept-entry").waitFor();
      await page.context().close();
    });

    it("lets a judge score by the form alone", async () => {
      const sheet = `/jury/sheets/${world.judging.sheets[1]}`;
      const page = await plain("judge", sheet);
      const numbers = page.locator(".ruler-number");
      for (const [index, points] of ["28", "20", "12", "11"].entries()) await numbers.nth(index).fill(points);
      await page.getByRole("button", { name: m.jury_save() }).click();
      await page.getByText(m.ui_saved()).first().waitFor();
      expect(await numbers.evaluateAll((all) => all.map((input) => (input as HTMLInputElement).value))).toEqual(["28", "20", "12", "11", ""]);
      await numbers.nth(4).fill("99");
      await page.locator("[data-submit-sheet]").click();
      expect(await numbers.nth(4).inputValue()).toBe("99");
      expect(await numbers.nth(4).getAttribute("aria-invalid")).toBe("true");
      await numbers.nth(4).fill("13");
      await page.locator("[data-submit-sheet]").click();
      await page.waitForURL(`**/jury/sheets/${world.judging.sheets[2]}`);
      await page.context().close();
    });
  });

  it("was visited, as the files of the program have them", () => {
    expect(pageRoutes().filter((route) => !seen.has(route))).toEqual([]);
    expect(pageRoutes().length).toBeGreaterThan(60);
  });
});

/** Types a person's name and PIN into the sign-in page and sends it. */
async function signIn(page: Page, { username, pin }: Resident): Promise<void> {
  await page.getByLabel(m.auth_identifier()).fill(username);
  await page.getByLabel(m.auth_pin()).fill(pin);
  await page.getByRole("button", { name: m.auth_sign_in(), exact: true }).click();
}
