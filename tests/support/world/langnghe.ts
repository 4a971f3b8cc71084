import { importSetup } from "#app/domain/contests/commands/create-contest.server.ts";
import { movePhase } from "#app/domain/contests/commands/move-phase.server.ts";
import { inviteParticipants } from "#app/domain/contests/commands/participants.server.ts";
import { acceptEntry, rejectEntry } from "#app/domain/entries/commands/screen-entry.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { openIngest } from "#db/seeds/demo/ingest.ts";
import { takeIn } from "#db/seeds/demo/intake.ts";
import { type Organisation, raiseOrganisation } from "#db/seeds/demo/organisation.ts";
import { type ReferenceEntry, referenceEntries } from "#db/seeds/demo/reference.ts";
import { contextOf, type Stage } from "#db/seeds/demo/stage.ts";
import { addEntry } from "#tests/support/builders/entries.ts";
import { knownEntries } from "#tests/support/langnghe.ts";
import { picture, setupIn } from "./contests.ts";
import { appoint, type Resident } from "./world.ts";

/** A judge to appoint; `teachesAt` names a school of the contest, as the portal knows its teachers. */
export type Seat = { name: string; teachesAt?: string };

/** "Lắng nghe con nói" with its 97 works screened, in the days of screening: judging is prepared and begun by hand. */
export type Langnghe = {
  stage: Stage;
  contestId: string;
  roundId: string;
  organiser: Resident;
  secretaries: [Resident, Resident];
  judges: Resident[];
};

/**
 * Raises the real communes and schools with their works. Drawings come in by the commands that pages call, all with one
 * picture; clips, which nobody plays here, are written as rows, since making them playable takes minutes. The site must not run meanwhile:
 its clock would close the intake, whose days are over.
 */
export async function raiseLangnghe(runtime: Runtime, seats: readonly Seat[]): Promise<Langnghe> {
  const stage: Stage = { runtime, studio: { make: () => Promise.reject(new Error("no studio")), close() {} }, progress() {} };
  const entries = referenceEntries();
  const organisation = await raiseOrganisation(stage, entries);
  const { administratorId, districtId, schoolIds, communeIds } = organisation;
  const administrator = { personId: administratorId, username: "quan-tri", pin: "", token: "", linkToken: "" };
  const by = { stage, administrator };
  const organiser = await appoint(by, { fullName: "Lương Thị Hồng", username: "ban-to-chuc", role: "organiser", unitId: districtId });
  const secretary = (fullName: string, username: string) => appoint(by, { fullName, username, role: "secretary", unitId: districtId });
  const secretaries: Langnghe["secretaries"] = [await secretary("Triệu Văn Lâm", "thu-ky"), await secretary("Lò Thị Mai", "thu-ky-2")];
  const setup = setupIn("Lắng nghe con nói", "BY", "screening", new Date());
  const startOf = (phase: number) => new Date(setup.rounds[0]!.phases[phase]!.startsAt);
  const opening = await contextOf(stage, organiser.personId, startOf(0));
  const { contestId } = await importSetup(opening, setup);
  await inviteParticipants(opening, contestId, { unitIds: [...communeIds.values()], allBelow: null });
  const { id: roundId } = await runtime.db
    .selectFrom("rounds").select("id").where("contest_id", "=", contestId).orderBy("ordinal").limit(1).executeTakeFirstOrThrow();
  await movePhase(opening, roundId, "open");
  await sendDrawings({ stage, organisation, contestId, opensAt: startOf(0) }, entries, organiser);
  await movePhase(await contextOf(stage, organiser.personId, startOf(1)), roundId, "screening");
  await screen(stage, organiser, { roundId, now: startOf(1) });
  await writeClips(stage, organisation, { contestId, roundId, organiser, now: startOf(0) }, entries);
  const judges: Resident[] = [];
  for (const [index, { name: fullName, teachesAt }] of seats.entries()) {
    const person = { fullName, username: `giam-khao-${index + 1}` };
    judges.push(await appoint(by, { ...person, role: index === 0 ? "head-judge" : "judge", roundId }));
    if (teachesAt) await appoint(by, { ...person, role: "entrant", unitId: schoolIds.get(teachesAt)! });
  }
  return { stage, contestId, roundId, organiser, secretaries, judges };
}

type Intake = { stage: Stage; organisation: Organisation; contestId: string; opensAt: Date };

async function sendDrawings({ stage, organisation, contestId, opensAt }: Intake, entries: readonly ReferenceEntry[], entrant: Resident) {
  const { runtime } = stage;
  const { id: categoryId } = await runtime.db
    .selectFrom("categories").select("id").where("contest_id", "=", contestId).where("code", "=", "TV").executeTakeFirstOrThrow();
  const [file, ingest, clock] = [await picture("lang nghe"), await openIngest(runtime), runtime.clock];
  const officers = new Map<string, string>();
  const by = { stage, administrator: { ...entrant, personId: organisation.administratorId } };
  for (const [commune, unitId] of organisation.communeIds) {
    const username = `xa-${officers.size + 1}`;
    officers.set(commune, (await appoint(by, { fullName: `Cán bộ xã ${commune}`, username, role: "entrant", unitId })).personId);
  }
  for (const [index, { code, title, school, commune, material, paperSize, authors }] of entries.entries()) {
    if (!code.includes("-TV-")) continue;
    const work = { title, material, paperSize, authors, statement: "Điều con muốn nói.", mentor: "", consents: { name: false, work: true }, file };
    const from = { contestId, categoryId, unitId: organisation.schoolIds.get(school)!, entrantId: officers.get(commune)! };
    const sent = await takeIn(stage, ingest, { ...from, ...work }, { now: new Date(opensAt.getTime() + (index + 1) * 600_000), submit: true });
    if (sent.code !== code) throw new Error(`${code} was sent as ${sent.code}`);
  }
  runtime.clock = clock;
  ingest.close();
}

async function screen(stage: Stage, organiser: Resident, { roundId, now }: { roundId: string; now: Date }) {
  const ctx = await contextOf(stage, organiser.personId, now);
  const valid = new Set(knownEntries().flatMap((entry) => (entry.valid ? [entry.code] : [])));
  const sent = await ctx.db.selectFrom("round_entries").select(["id", "code"]).where("round_id", "=", roundId).execute();
  for (const { id, code } of sent) {
    await (valid.has(code) ? acceptEntry(ctx, id) : rejectEntry(ctx, id, { rule: "other", note: "Đối chiếu với bản gốc nộp tại huyện." }));
  }
}

type Clips = { contestId: string; roundId: string; organiser: Resident; now: Date };

async function writeClips(stage: Stage, { communeIds, districtId }: Organisation, { contestId, roundId, organiser, now }: Clips, entries: readonly ReferenceEntry[]) {
  const { db } = stage.runtime;
  const { id } = await db.selectFrom("categories").select("id").where("contest_id", "=", contestId).where("code", "=", "VC").executeTakeFirstOrThrow();
  const category = { id, code: "VC", criteria: [], divisions: new Map<string, string>() };
  const ctx = await contextOf(stage, organiser.personId, now);
  const district = { roundId, unitId: districtId, organiser: ctx, secretary: ctx, judges: [] };
  const contest = { db, contestId, slug: "", district, province: district, categories: { TV: category, VC: category }, communes: communeIds };
  for (const { code, title, commune, school, authors } of entries.filter((entry) => entry.category === "VC")) {
    const people = authors.map(({ name, birthDate, className }) => ({ name, birthYear: Number(birthDate.slice(-4)), className }));
    await addEntry(contest, { code, category: "VC", title, commune, school, authors: people, accepted: true }, now);
  }
}
