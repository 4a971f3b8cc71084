import type { Browser, BrowserContextOptions } from "@playwright/test";
import { m } from "#app/paraglide/messages.js";
import { arrive, fact, fill, field, main, press, see } from "./page.ts";
import { meet, type Person, step } from "./person.ts";

/** What stands on a printed invitation. */
export type Invitation = { name: string; identifier: string; site: string; code: string; pin: string };

type Appointment = { name: string; identifier: string; role: string; unit?: string; round?: string };

/** Fills the form of an appointment, which is open, and reads the invitation that comes of it. */
export async function appoint(by: Person, { name, identifier, role, unit, round }: Appointment): Promise<Invitation> {
  const { page } = by;
  return step(by, `appoints ${name} as ${role}`, async () => {
    await arrive(page, m.office_people_add());
    const form = main(page);
    await fill(form, m.office_people_name(), name);
    await fill(form, m.auth_identifier(), identifier);
    await form.getByRole("radio", { name: role, exact: true }).check();
    if (unit) await field(form, m.office_people_unit()).selectOption({ label: unit });
    if (round) await field(form, m.office_people_round()).selectOption({ label: round });
    await press(form, m.office_people_appoint());
    await see(form, m.office_invitation_for({ name }));
    const read = async (term: string) => (await fact(form, term).innerText()).trim();
    return {
      name,
      identifier: await read(m.auth_identifier()),
      site: await read(m.office_invitation_site()),
      code: await read(m.office_invitation_code()),
      pin: await read(m.auth_pin()),
    };
  });
}

/** A person takes up a printed invitation at their own machine: by its link, or by typing the code below the square. */
export async function takeUp(
  browser: Browser,
  url: string,
  invitation: Invitation,
  { typed = false, ...options }: BrowserContextOptions & { typed?: boolean } = {},
): Promise<Person> {
  const person = await meet(browser, url, invitation.name, options);
  const { page } = person;
  await step(person, "signs in by the printed invitation", async () => {
    if (typed) {
      await page.goto(`http://${invitation.site}`);
      await fill(page, m.auth_accept_code(), invitation.code);
      await press(page, m.auth_accept_go_on());
    } else await page.goto(`http://${invitation.site}/${invitation.code.replaceAll(" ", "")}`);
    await arrive(page, m.auth_accept_title({ name: invitation.name }));
    await fill(page, m.auth_pin(), invitation.pin);
    await press(page, m.auth_sign_in());
    await page.waitForURL(/\/(office|jury|unit)/);
  });
  return person;
}
