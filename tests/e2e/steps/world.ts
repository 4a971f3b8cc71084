import type { Browser } from "@playwright/test";
import type { Site } from "#tests/support/site.ts";
import type { Works } from "./cast.ts";
import type { Invitation } from "./people.ts";
import type { Person } from "./person.ts";
import type { PhoneFile } from "./works.ts";

/** What the chapters of the story hand on to each other. */
export class World {
  site!: Site;
  browser!: Browser;
  /** The files are drawn while the first chapters run. */
  works!: Promise<Works>;
  shortClip!: Promise<PhoneFile>;
  readonly invitations = new Map<string, Invitation>();
  readonly #people = new Map<string, Person>();
  /** The contest of the story, and its rounds' offices. */
  contest = { id: "", slug: "", name: "", year: "" };
  roundId = "";

  /** Seats somebody under their part in the story. */
  seat(part: string, person: Person): Person {
    this.#people.set(part, person);
    return person;
  }

  person(part: string): Person {
    const found = this.#people.get(part);
    if (!found) throw new Error(`Nobody is seated as ${part}`);
    return found;
  }

  /** What broke in any page so far: errors of scripts, and answers of 500. */
  faults(): string[] {
    return [...this.#people.values()].flatMap(({ faults }) => faults);
  }
}

/** A day some days from now as people write it, in Viet Nam. */
export function dayFromNow(days: number): string {
  const day = new Date(Date.now() + 7 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
  return day.split("-").reverse().join("/");
}
