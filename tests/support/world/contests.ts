import sharp from "sharp";
import { importSetup } from "#app/domain/contests/commands/create-contest.server.ts";
import { inviteParticipants } from "#app/domain/contests/commands/participants.server.ts";
import { movePhase } from "#app/domain/contests/commands/move-phase.server.ts";
import type { ContestSetup, PhaseKind } from "#app/domain/contests/model.ts";
import { fillTemplate } from "#app/domain/contests/template.ts";
import { acceptEntry } from "#app/domain/entries/commands/screen-entry.server.ts";
import { startJudging } from "#app/domain/judging/commands/start-judging.server.ts";
import { addDays, vnDayOf, vnInstant } from "#app/platform/dates.ts";
import { openIngest, type PhoneFile } from "#db/seeds/demo/ingest.ts";
import { takeIn } from "#db/seeds/demo/intake.ts";
import { fillSheets } from "#db/seeds/demo/sheets.ts";
import { contextOf } from "#db/seeds/demo/stage.ts";
import { appoint, type Resident, type World } from "./world.ts";

/** A contest of the world; `entries` in the order they were made. */
export type MadeContest = {
  contestId: string;
  slug: string;
  roundId: string;
  nextRoundId: string;
  entries: { entryId: string; code: string | null }[];
};

export type Work = { title: string; withFile: boolean; submit: boolean };

const kinds = ["open", "screening", "judging", "decision", "published"] as const;
const lengths = { open: 20, screening: 5, judging: 5, decision: 5, published: 365 };

/** A set-up whose first round stands half way through `phase` today; days before it are as long as `lengths` says. */
export function setupIn(name: string, codePrefix: string, phase: (typeof kinds)[number], now: Date): ContestSetup {
  const today = vnDayOf(now);
  const before = kinds.slice(0, kinds.indexOf(phase)).reduce((days, kind) => days + lengths[kind], 2);
  const opensOn = addDays(today, -before);
  const setup = fillTemplate({
    name, theme: "Gia đình hạnh phúc", year: Number(today.slice(0, 4)), hostCode: "BY", hostName: "Huyện Bảo Yên", nextCode: "",
    nextName: "Tỉnh Lào Cai", opensOn, closesOn: addDays(opensOn, lengths.open), divisionBasis: "class",
  });
  let day = opensOn;
  const phases = kinds.map((kind) => {
    const startsAt = vnInstant(day, "07:00").toISOString();
    day = addDays(day, lengths[kind]);
    return { kind, startsAt, endsAt: vnInstant(day, "07:00").toISOString() };
  });
  const [first, next] = setup.rounds;
  const later = next!.phases.map((slot, index) => {
    const startsAt = vnInstant(addDays(phases[4]!.startsAt.slice(0, 10), 1 + index * 10), "07:00").toISOString();
    return { ...slot, startsAt, endsAt: vnInstant(addDays(phases[4]!.startsAt.slice(0, 10), 11 + index * 10), "07:00").toISOString() };
  });
  return { ...setup, rounds: [{ ...first!, codePrefix, phases }, { ...next!, codePrefix: `${codePrefix}T`, phases: later }] };
}

/** Creates the contest, invites the commune and opens it for entries, with the given works sent or kept as drafts. */
export async function openContest(world: World, setup: ContestSetup, works: readonly Work[]): Promise<MadeContest> {
  const { stage, people, units } = world;
  const { db } = stage.runtime;
  const opensAt = new Date(setup.rounds[0]!.phases[0]!.startsAt);
  const { contestId, slug } = await importSetup(await contextOf(stage, people.organiser.personId, opensAt), setup);
  const ctx = await contextOf(stage, people.organiser.personId, opensAt);
  await inviteParticipants(ctx, contestId, { unitIds: [units.commune], allBelow: null });
  const rounds = await db.selectFrom("rounds").select("id").where("contest_id", "=", contestId).orderBy("ordinal").execute();
  const [roundId, nextRoundId] = [rounds[0]!.id, rounds[1]!.id];
  await movePhase(ctx, roundId, "open");
  const category = await db.selectFrom("categories").select("id")
    .where("contest_id", "=", contestId).where("code", "=", "TV").executeTakeFirstOrThrow();
  const ingest = await openIngest(stage.runtime);
  const entries: MadeContest["entries"] = [];
  const clock = stage.runtime.clock;
  for (const [index, { title, withFile, submit }] of works.entries()) {
    const now = new Date(opensAt.getTime() + (index + 1) * 3_600_000);
    const file = withFile ? await picture(`${slug} ${index}`) : null;
    const incoming = { ...child(index), contestId, categoryId: category.id, unitId: units.school, entrantId: people.entrant.personId };
    entries.push(await takeIn(stage, ingest, { ...incoming, title, file }, { now, submit }));
  }
  stage.runtime.clock = clock;
  ingest.close();
  return { contestId, slug, roundId, nextRoundId, entries };
}

const names = ["Hoàng Thị Mẩy", "Lò Văn Sơn", "Đặng Mùi Ghến", "Ma Thị Xuân"];

function child(index: number) {
  const author = { name: names[index % names.length]!, sex: "female" as const, birthDate: `1${index % 9}/03/2015`, ethnicity: "Tày", className: "4A" };
  return {
    statement: "Cả nhà em cùng ăn cơm bên bếp lửa.", material: "màu sáp", paperSize: "A3", mentor: "Cô Hằng",
    authors: [author], consents: { name: true, work: true },
  };
}

/** A photograph of soft colours that no other key has; drawn from raw pixels, since SVG is forbidden here. */
export async function picture(key: string): Promise<PhoneFile> {
  const [width, height] = [1200, 900];
  const seed = [...key].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)!) % 9973, 7);
  const pixels = Buffer.alloc(width * height * 3);
  for (let at = 0; at < width * height; at++) {
    const [x, y] = [at % width, Math.floor(at / width)];
    pixels[at * 3] = 128 + 100 * Math.sin((x * (1 + (seed % 7))) / 150 + seed);
    pixels[at * 3 + 1] = 128 + 100 * Math.cos((y * (1 + (seed % 5))) / 130);
    pixels[at * 3 + 2] = 128 + 100 * Math.sin((x + y * (seed % 3)) / 170);
  }
  const bytes = await sharp(pixels, { raw: { width, height, channels: 3 } }).jpeg({ quality: 85 }).toBuffer();
  return { name: `IMG_${seed}.jpg`, type: "image/jpeg", bytes };
}

/** Screens everything that was sent as accepted and begins judging with these judges, the first at the head. */
export async function beginJudging(world: World, contest: MadeContest, judgeNames: readonly string[]): Promise<Resident[]> {
  const { stage, people } = world;
  const { roundId } = contest;
  await moveTo(world, contest, "screening");
  const ctx = await contextOf(stage, people.organiser.personId, await startOf(world, contest, "screening"));
  const sent = await stage.runtime.db.selectFrom("round_entries").select("id").where("round_id", "=", roundId).execute();
  for (const { id } of sent) await acceptEntry(ctx, id);
  const judges: Resident[] = [];
  for (const [index, fullName] of judgeNames.entries()) {
    const role = index === 0 ? "head-judge" : "judge";
    const username = `giam-khao-${contest.slug.slice(0, 20)}-${index + 1}`;
    judges.push(await appoint({ stage, administrator: people.administrator }, { fullName, username, role, roundId }));
  }
  await startJudging(await contextOf(stage, people.organiser.personId, await startOf(world, contest, "judging")), roundId);
  return judges;
}

/** Every judge hands in `count` sheets, the works getting fewer points one after the other; all of them by default. */
export async function judgeAll(world: World, contest: MadeContest, count = Infinity): Promise<void> {
  const left = new Map<string, number>();
  const now = await startOf(world, contest, "judging");
  await fillSheets(world.stage, contest.roundId, now, (judgeId, code, maxima) => {
    const done = left.get(judgeId) ?? 0;
    left.set(judgeId, done + 1);
    const behind = Number(code.slice(-1));
    return done < count ? maxima.map((max) => max - behind * 100) : null;
  });
}

/** Moves the first round on, at the moment its set-up says. */
export async function moveTo(world: World, contest: MadeContest, phase: PhaseKind): Promise<void> {
  await movePhase(await contextOf(world.stage, world.people.organiser.personId, await startOf(world, contest, phase)), contest.roundId, phase);
}

/** When a phase of the first round begins. */
export async function startOf({ stage }: World, { roundId }: MadeContest, phase: PhaseKind): Promise<Date> {
  const { starts_at } = await stage.runtime.db
    .selectFrom("phases").select("starts_at").where("round_id", "=", roundId).where("kind", "=", phase).executeTakeFirstOrThrow();
  return starts_at;
}
