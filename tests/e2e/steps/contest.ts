import { readFile } from "node:fs/promises";
import { m } from "#app/paraglide/messages.js";
import { arrive, choose, field, fill, follow, main, press, see } from "./page.ts";
import { type Person, step } from "./person.ts";
import { dayFromNow } from "./world.ts";

export type ContestFields = { name: string; theme: string; next: string };

/** Creates a contest from the template; the dates are first typed the wrong way round. */
export const createContest = (by: Person, { name, theme, next }: ContestFields) =>
  step(by, `creates the contest ${name} from the template`, async () => {
    const { page } = by;
    await page.goto("/office");
    await follow(page, m.common_nav_contests());
    await arrive(page, m.office_contests_title());
    await follow(main(page), m.office_contests_new());
    await arrive(page, m.office_contests_new_title());
    const form = main(page);
    await fill(form, m.office_contests_name(), name);
    await fill(form, m.office_contests_theme(), theme);
    await choose(form, m.office_contests_next(), next);
    await fill(form, m.office_contests_opens_on(), dayFromNow(1));
    await fill(form, m.office_contests_closes_on(), dayFromNow(-3));
    await press(form, m.office_contests_create());
    await see(form, m.errors_phase_ends_before_start());
    const kept = await field(form, m.office_contests_name()).inputValue();
    if (kept !== name) throw new Error(`A refused form lost the name: “${kept}”`);
    const year = await field(form, m.office_contests_year()).inputValue();
    await fill(form, m.office_contests_closes_on(), dayFromNow(10));
    await press(form, m.office_contests_create());
    await arrive(page, `${name} · ${year}`);
    return { id: new URL(page.url()).pathname.split("/")[3]!, year };
  });

/** Opens one part of a contest's set-up. */
export async function openPart({ page }: Person, contestId: string, part: string): Promise<void> {
  if (!page.url().includes(contestId)) await page.goto(`/office/contests/${contestId}`);
  await follow(main(page).getByRole("navigation", { name: m.office_setup_pages() }), part);
}

/** Publishes a new version of the rules with a sentence more, and its reason. */
export const amendRules = (by: Person, contestId: string, sentence: string) =>
  step(by, "publishes a second version of the rules", async () => {
    const { page } = by;
    await openPart(by, contestId, m.office_setup_rules());
    const text = field(main(page), m.office_rules_text());
    await text.fill(`${await text.inputValue()}\n\n${sentence}`);
    await fill(main(page), m.office_document_no(), "05/CV-BTC");
    await fill(main(page), m.office_rules_reason(), "Nói rõ chất liệu");
    await press(main(page), m.office_rules_publish({ version: 2 }));
    await see(page, m.office_rules_published({ version: 2 }));
    await see(main(page), m.office_rules_version({ version: 1 }));
  });

/** Drawings: one first and one second prize, two go on; clips: one prize, one goes on. The results stay up for longer. */
export const adjustRound = (by: Person, contestId: string, round: string) =>
  step(by, "adjusts prizes, quotas and dates of the first round", async () => {
    const { page } = by;
    const form = main(page);
    await openPart(by, contestId, m.office_setup_rounds());
    await follow(form, round);
    await follow(form, m.office_round_awards());
    await form.getByLabel(m.office_tier_count()).nth(1).fill("1");
    await form.getByLabel(m.office_tier_name()).nth(2).fill("");
    const quotas = form.getByRole("group", { name: m.office_awards_quotas() });
    await fill(quotas, "Tranh vẽ", "2");
    await fill(quotas, "Video clip", "1");
    await press(form, m.office_save());
    await see(page, m.office_saved());
    await follow(form, m.office_round_timeline());
    const published = form.getByRole("group", { name: m.common_phase_published() });
    const until = await field(published, m.office_phase_until()).inputValue();
    await fill(published, m.office_phase_until(), `${dayFromNow(2)} 17:00`);
    await press(form, m.office_save());
    await see(form, m.errors_phase_ends_before_start());
    await fill(published, m.office_phase_until(), until.replace("17:00", "18:00"));
    await press(form, m.office_save());
    await see(form, m.ui_time({ hour: "18", minute: "00" }));
  });

/** Invites every unit right below the host. */
export const inviteAll = (by: Person, contestId: string, count: number) =>
  step(by, "invites all communes", async () => {
    await openPart(by, contestId, m.office_setup_participants());
    await press(main(by.page), m.office_participants_invite_all());
    await see(main(by.page), m.office_participants_count({ count }));
  });

/** Downloads the set-up as it stands. */
export const exportSetup = (by: Person, contestId: string) =>
  step(by, "exports the set-up", async () => {
    const { page } = by;
    await page.goto(`/office/contests/${contestId}`);
    const downloading = page.waitForEvent("download");
    await follow(main(page), m.office_setup_export());
    const file = await (await downloading).path();
    return JSON.parse(await readFile(file, "utf8")) as {
      contest: { slug: string; name: string };
      rounds: { tiers: unknown[]; quotas: unknown[] }[];
    };
  });

/** Imports a set-up as text into a contest of its own, and answers its id. */
export const importSetup = (by: Person, setup: { contest: { name: string } }) =>
  step(by, "imports a set-up", async () => {
    const { page } = by;
    await page.goto("/office/contests/import");
    await fill(main(page), m.office_contests_import_text(), JSON.stringify(setup));
    await press(main(page), m.office_contests_import());
    await page.getByRole("heading", { level: 1, name: setup.contest.name }).waitFor();
    return new URL(page.url()).pathname.split("/")[3]!;
  });

/** Moves a round on to its next phase from the page for it. */
export const moveOn = (by: Person, roundId: string, phase: string) =>
  step(by, `moves the round on to ${phase}`, async () => {
    const { page } = by;
    await page.goto(`/office/rounds/${roundId}/phase`);
    await press(main(page), m.office_phase_forward({ phase }));
    await see(page, m.office_phase_moved({ phase }));
  });
