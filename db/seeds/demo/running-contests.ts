import { importSetup } from "#app/domain/contests/commands/create-contest.server.ts";
import { inviteParticipants } from "#app/domain/contests/commands/participants.server.ts";
import { movePhase } from "#app/domain/contests/commands/move-phase.server.ts";
import type { ContestSetup } from "#app/domain/contests/model.ts";
import { acceptAllClear, acceptEntry } from "#app/domain/entries/commands/screen-entry.server.ts";
import { startJudging } from "#app/domain/judging/commands/start-judging.server.ts";
import { createRandom, hashText } from "#app/platform/random.ts";
import { beginIntakeWork, beginPanelWork } from "./begun.ts";
import { takeIn } from "./intake.ts";
import { openIngest } from "./ingest.ts";
import { appoint, type Organisation } from "./organisation.ts";
import type { ReferenceEntry } from "./reference.ts";
import { fillSheets } from "./sheets.ts";
import { openSetup, judgingSetup } from "./setups.ts";
import { contextOf, type Stage } from "./stage.ts";
import { statements } from "./statements.ts";

type Cast = { organiserId: string; secretaryId: string };
const dayMs = 86_400_000;

/** The school whose teacher has a printed sign-in, and so some drafts to finish. */
export const shownSchool = "Trường Tiểu học Nghĩa Đô (mẫu)";

async function begin(stage: Stage, organisation: Organisation, { organiserId }: Cast, setup: ContestSetup) {
  const opensAt = new Date(setup.rounds[0]!.phases[0]!.startsAt);
  const before = new Date(opensAt.getTime() - dayMs);
  const { contestId } = await importSetup(await contextOf(stage, organisation.administratorId, before), setup);
  const ctx = await contextOf(stage, organiserId, before);
  await inviteParticipants(ctx, contestId, { unitIds: [...organisation.communeIds.values()], allBelow: null });
  const { id: roundId } = await stage.runtime.db
    .selectFrom("rounds").select("id").where("contest_id", "=", contestId).where("ordinal", "=", 1).executeTakeFirstOrThrow();
  await movePhase(await contextOf(stage, organiserId, opensAt), roundId, "open");
  return { contestId, roundId, opensAt };
}

/** Children of the reference contest are a year group older now; here they simply take part again, younger ones first. */
function brought(entries: readonly ReferenceEntry[], year: number): ReferenceEntry[] {
  const later = year - 2023;
  return entries.map((entry) => ({
    ...entry,
    authors: entry.authors.map((author) => ({
      ...author,
      birthDate: author.birthDate.replace(/\d{4}$/, (born) => String(Number(born) + later)),
    })),
  }));
}

/** `drawnAs` is the code of another work whose picture is sent a second time; families that were not heard yet are `unheard`. */
type Brought = { entry: ReferenceEntry; now: Date; submit: boolean; withFile: boolean; drawnAs?: string; unheard?: boolean };

async function bring(
  stage: Stage,
  organisation: Organisation,
  { contestId, slug }: { contestId: string; slug: string },
  works: readonly Brought[],
) {
  const { db } = stage.runtime;
  const categories = await db.selectFrom("categories").select(["id", "code"]).where("contest_id", "=", contestId).execute();
  const ingest = await openIngest(stage.runtime);
  const drawn = works.map(({ entry, withFile, drawnAs }) => {
    const { code, title, material, durationMs } = works.find((work) => work.entry.code === drawnAs)?.entry ?? entry;
    return withFile ? stage.studio.make({ key: `${slug} ${code}`, title, material, durationMs }) : null;
  });
  for (const promise of drawn) promise?.catch(() => undefined);
  for (const [index, { entry, now, submit, unheard }] of works.entries()) {
    const key = `${slug} ${entry.code}`;
    const file = await drawn[index]!;
    const random = createRandom(hashText(key));
    await takeIn(stage, ingest, {
      contestId,
      categoryId: categories.find((category) => category.code === entry.category)!.id,
      unitId: organisation.schoolIds.get(entry.school)!,
      entrantId: organisation.entrantIds.get(entry.commune)!,
      title: entry.title,
      statement: statements[entry.title] ?? "",
      material: entry.material,
      paperSize: entry.paperSize,
      mentor: "",
      authors: entry.authors,
      consents: unheard ? null : { name: random.chance(0.5), work: random.chance(0.8) },
      file,
    }, { now, submit });
  }
  ingest.close();
}

/** A contest in its intake today: some works sent, some drafts with and without a photograph. */
export async function runOpenContest(
  stage: Stage,
  organisation: Organisation,
  cast: Cast,
  { entries, now }: { entries: readonly ReferenceEntry[]; now: Date },
): Promise<void> {
  const setup = openSetup(now);
  const { contestId, roundId } = await begin(stage, organisation, cast, setup);
  const all = brought(entries, setup.contest.year);
  const elsewhere = all.filter((entry, index) => index % 8 === 2 && entry.commune !== "Nghĩa Đô").slice(0, 11);
  const shown = all.filter((entry) => entry.school === shownSchool).slice(0, 5);
  const sent = [...elsewhere, ...shown.slice(0, 2)].map((entry) => ({ entry, submit: true, withFile: true }));
  const drafts = shown.slice(2).map((entry, index) => ({ entry, submit: false, withFile: index > 0, unheard: index === 0 }));
  const [original, copied] = elsewhere.filter((entry) => entry.category === "TV").slice(-2);
  const works: Brought[] = [...sent, ...drafts].map((work) => (work.entry === copied ? { ...work, drawnAs: original!.code } : work)).map((work, index, { length }) => ({
    ...work,
    now: new Date(now.getTime() - (length - index) * 2 * 3_600_000),
  }));
  await bring(stage, organisation, { contestId, slug: setup.contest.slug }, works);
  await beginIntakeWork(stage, { contestId, roundId, ...cast, now }, organisation.schoolIds.get(shownSchool)!);
}

/** A small contest that is judged today: the first judge has done half, the others have begun. */
export async function runJudgingContest(
  stage: Stage,
  organisation: Organisation,
  cast: Cast,
  { entries, now }: { entries: readonly ReferenceEntry[]; now: Date },
): Promise<void> {
  const setup = judgingSetup(now);
  const { contestId, roundId, opensAt } = await begin(stage, organisation, cast, setup);
  const all = brought(entries, setup.contest.year);
  const chosen = [...all.filter((entry) => entry.category === "TV").filter((_, index) => index % 7 === 0).slice(0, 11),
    ...all.filter((entry) => entry.category === "VC").slice(3, 4)];
  const works = chosen.map((entry, index) => ({
    entry, now: new Date(opensAt.getTime() + (index + 1) * dayMs), submit: true, withFile: true,
  }));
  await bring(stage, organisation, { contestId, slug: setup.contest.slug }, works);
  const phase = (index: number) => new Date(setup.rounds[0]!.phases[index]!.startsAt);
  await movePhase(await contextOf(stage, cast.organiserId, phase(1)), roundId, "screening");
  const screening = await contextOf(stage, cast.organiserId, new Date(phase(1).getTime() + dayMs));
  await acceptAllClear(screening, roundId);
  const rest = await stage.runtime.db.selectFrom("round_entries as re")
    .leftJoin("screenings as s", "s.round_entry_id", "re.id").select("re.id")
    .where("re.round_id", "=", roundId).where("s.id", "is", null).execute();
  for (const { id } of rest) await acceptEntry(screening, id);
  const judges = [];
  for (const number of [1, 2, 3]) judges.push(await appointAgain(stage, organisation, roundId, number));
  await startJudging(await contextOf(stage, cast.organiserId, phase(2)), roundId);
  const progress = new Map(judges.map((judgeId, index) => [judgeId, [6, 4, 2][index]!]));
  await fillSheets(stage, roundId, new Date(now.getTime() - dayMs), (judgeId, code, maxima) => {
    const left = progress.get(judgeId) ?? 0;
    if (left === 0) return null;
    progress.set(judgeId, left - 1);
    const random = createRandom(hashText(`${code} now`));
    return maxima.map((max) => Math.round((max / 100) * random.between(0.7, 0.95)) * 100);
  });
  const communeId = organisation.communeIds.get(chosen[0]!.commune)!;
  await beginPanelWork(stage, { roundId, organiserId: cast.organiserId, judgeIds: judges, communeId, now });
}

const judgeNames = ["Hoàng Thị Nga (mẫu)", "Lương Văn Thắng (mẫu)", "Bàn Thị Xuân (mẫu)"];

const appointAgain = (stage: Stage, organisation: Organisation, roundId: string, number: number) =>
  appoint(stage, organisation, {
    fullName: judgeNames[number - 1]!,
    username: `giam-khao-${number}`,
    role: number === 1 ? "head-judge" : "judge",
    roundId,
  });
