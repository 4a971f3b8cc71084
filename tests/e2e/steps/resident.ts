import type { Browser, BrowserContextOptions } from "@playwright/test";
import type { Site } from "#tests/support/site.ts";
import { browserOf, type Resident } from "#tests/support/world/world.ts";
import { desktop, type Person, watched } from "./person.ts";

/**
 * Seats a resident of a raised world at a machine of their own, signed in. Apart from `person.ts`, since a raised world
 * brings the program along, whose pictures are read without SVG: a story that draws its own works cannot have it.
 */
export async function meetResident(
  browser: Browser, site: Site, name: string, resident: Resident, options: BrowserContextOptions = {},
): Promise<Person> {
  return watched(name, await browserOf(browser, site, resident, { ...desktop, ...options }));
}
