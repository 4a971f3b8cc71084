import type { Locator, Page } from "@playwright/test";
import { m } from "#app/paraglide/messages.js";

/** A page or a part of it. */
export type Place = Page | Locator;

const exactly = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** The control under a label, whether or not the label adds that it is optional. */
export const field = (place: Place, label: string): Locator =>
  place.getByLabel(new RegExp(`^${exactly(label)}( \\(${exactly(m.ui_optional())}\\))?$`)).first();

/** Types over what stands in a field. */
export const fill = (place: Place, label: string, value: string) => field(place, label).fill(value);

/** Chooses from a list by the words of the choice. */
export const choose = (place: Place, label: string, choice: string) => field(place, label).selectOption({ label: choice });

/** Presses a button. */
export const press = (place: Place, name: string) => place.getByRole("button", { name, exact: true }).first().click();

/** Follows a link. */
export const follow = (place: Place, name: string) => place.getByRole("link", { name, exact: true }).first().click();

/** Waits until words are to be seen. */
export const see = (place: Place, words: string | RegExp) => place.getByText(words).filter({ visible: true }).first().waitFor();

/** Waits for the page with this heading. */
export const arrive = (page: Page, heading: string) =>
  page.getByRole("heading", { name: heading, exact: true, level: 1 }).first().waitFor();

/** The page without its frame, whose menu repeats many words. */
export const main = (page: Page): Locator => page.getByRole("main");

/** The row of a table that holds these words. */
export const row = (place: Place, words: string): Locator => place.getByRole("row").filter({ hasText: words }).first();

/** What a list of facts says of one of them. */
export const fact = (place: Place, term: string): Locator =>
  place.locator("dt").filter({ hasText: new RegExp(`^${exactly(term)}$`) }).first().locator("xpath=following-sibling::dd[1]");
