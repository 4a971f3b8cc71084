import { sql } from "kysely";
import { record } from "#app/domain/audit/record.server.ts";
import { isAdministrator } from "#app/domain/people/actor.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { authorise } from "#app/domain/people/rule.ts";
import { createUnit } from "#app/domain/units/commands.server.ts";
import type { UnitKind } from "#app/domain/units/kinds.ts";
import type { Transaction } from "#db/client.ts";
import { DomainError } from "#app/platform/domain-error.ts";
import { inTransaction } from "#app/platform/transaction.server.ts";
import { fold } from "#app/platform/vietnamese.ts";
import { contestFor, refuseFaults, writeRoundParts } from "../edit-setup.server.ts";
import type { TemplateInput } from "../forms.ts";
import type { ContestSetup, RoundSetup } from "../model.ts";
import { contestRules } from "../rules.ts";
import { readSetup } from "../setup-check.ts";
import { readStoredSetup } from "../setup-read.server.ts";
import { type RoundPlace, insertRound, writeCategories } from "../setup-write.server.ts";
import { fillTemplate, slugOf } from "../template.ts";

export type ContestCreated = { contestId: string; slug: string };

/**
 * Creates a contest, still a draft, from the template "Vẽ tranh + video" for the unit that runs the first round.
 * Sent twice within a minute it is one contest. Refuses dates in the wrong order.
 */
export async function createContestFromTemplate(ctx: Context, input: TemplateInput): Promise<ContestCreated> {
  authorise(contestRules.createContestFromTemplate, ctx, { organiserUnitId: input.hostUnitId, roundUnitId: null });
  if (input.opensOn > input.closesOn) throw new DomainError("invalid", "phase-ends-before-start", {}, "closesOn");
  return inTransaction(ctx.db, async (trx) => {
    const [host, next] = [await placeOf(trx, input.hostUnitId), await placeOf(trx, input.nextUnitId)];
    if (host.id === next.id) throw new DomainError("invalid", "next-round-same-unit", {}, "nextUnitId");
    const setup = fillTemplate({
      ...input, hostCode: host.code ?? "", hostName: host.name, nextCode: next.code ?? "", nextName: next.name,
    });
    return insertContest(trx, ctx, setup, [host, next], "create-contest-from-template");
  });
}

/**
 * Creates a contest from an exported set-up. Units are found by code, then by name, unless several bear it
 * ("import-unit-ambiguous"); an administrator's import adds those that are missing at the top of the tree. Refuses the
 * first fault found, with its place in the file.
 */
export async function importSetup(ctx: Context, json: unknown): Promise<ContestCreated> {
  const read = readSetup(json);
  if (!read.ok) {
    const { reason, params, path } = read.faults[0]!;
    throw new DomainError("invalid", reason, { ...params, path, faults: read.faults.length }, "setup");
  }
  return inTransaction(ctx.db, async (trx) => {
    const places: RoundPlace[] = [];
    for (const round of read.setup.rounds) places.push(await placeFor({ ...ctx, db: trx }, round));
    authorise(contestRules.importSetup, ctx, { organiserUnitId: places[0]!.id, roundUnitId: null });
    return insertContest(trx, ctx, read.setup, places, "import-setup");
  });
}

/** Copies the set-up of a contest into a new draft of another name and year; dates stay to be changed. */
export async function cloneContest(ctx: Context, contestId: string, to: { name: string; year: number }): Promise<ContestCreated> {
  const contest = await contestFor(ctx, "cloneContest", contestId);
  return inTransaction(ctx.db, async (trx) => {
    const { setup } = await readStoredSetup(trx, contestId);
    const places: RoundPlace[] = [];
    for (const { unitId } of contest.rounds) places.push(await placeOf(trx, unitId));
    const copy = { ...setup, contest: { ...setup.contest, ...to, slug: slugOf(to.name, to.year) } };
    return insertContest(trx, ctx, copy, places, "clone-contest", contest.organiserUnitId);
  });
}

async function insertContest(
  trx: Transaction,
  ctx: Context,
  setup: ContestSetup,
  places: readonly RoundPlace[],
  action: string,
  organiserUnitId = places[0]!.id,
): Promise<ContestCreated> {
  refuseFaults(setup);
  const { slug: wanted, name, theme, lead, year } = setup.contest;
  // One creator at a time for an address, so that a double click finds what the first one made.
  await sql`select pg_advisory_xact_lock(727276, hashtext(${wanted}))`.execute(trx);
  const repeated = await justMade(trx, ctx, wanted);
  if (repeated) return repeated;
  const slug = await freeSlug(trx, wanted);
  const { id } = await trx
    .insertInto("contests")
    .values({
      slug, name, theme, lead, year, organiser_unit_id: organiserUnitId, created_at: ctx.now, created_by: ctx.actor.personId,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await trx
    .insertInto("rules_versions")
    .values({
      contest_id: id, version: 1, body: setup.rules.text, document_no: setup.rules.document, published_at: ctx.now,
      published_by: ctx.actor.personId,
    })
    .execute();
  await writeCategories(trx, id, setup);
  const roundIds: string[] = [];
  for (const [index, round] of setup.rounds.entries()) {
    roundIds.push(await insertRound(trx, id, index + 1, round, places[index]!));
  }
  await writeRoundParts(trx, id, roundIds, setup);
  await record(trx, ctx, { action, subject: ["contest", id], contestId: id, detail: { slug, name, year } });
  return { contestId: id, slug };
}

async function justMade(trx: Transaction, ctx: Context, slug: string): Promise<ContestCreated | null> {
  const row = await trx
    .selectFrom("contests")
    .select(["id", "slug"])
    .where("slug", "=", slug)
    .where("created_by", "=", ctx.actor.personId)
    .where("created_at", ">", new Date(ctx.now.getTime() - 60_000))
    .executeTakeFirst();
  return row ? { contestId: row.id, slug: row.slug } : null;
}

async function freeSlug(trx: Transaction, wanted: string): Promise<string> {
  const rows = await trx.selectFrom("contests").select("slug").where("slug", "like", `${wanted}%`).execute();
  const taken = new Set(rows.map(({ slug }) => slug));
  let slug = wanted;
  for (let n = 2; taken.has(slug); n++) slug = `${wanted}-${n}`;
  return slug;
}

async function placeOf(trx: Transaction, unitId: string) {
  const unit = await trx.selectFrom("units").select(["id", "name", "code"]).where("id", "=", unitId).executeTakeFirst();
  if (!unit) throw new DomainError("not-found", "unit-unknown");
  return unit;
}

async function placeFor(ctx: Context, { unitCode, unitName = "" }: RoundSetup): Promise<RoundPlace> {
  const found = await ctx.db
    .selectFrom("units")
    .select(["id", "name", "code"])
    .where("valid_to", "is", null)
    .where(({ or, eb }) => or([eb("code", "=", unitCode ?? ""), eb("search", "=", fold(unitName))]))
    .execute();
  const unit = found.find(({ code }) => code !== null && code === unitCode) ?? onlyOne(found, unitName);
  if (unit) return { id: unit.id, name: unitName || unit.name };
  if (unitName === "" || !isAdministrator(ctx.actor)) {
    throw new DomainError("invalid", "setup-unit-unknown", { name: unitName || (unitCode ?? "") }, "setup");
  }
  const { unitId } = await createUnit(ctx, {
    name: unitName, kind: kindOf(unitName), organisation: "", code: unitCode ?? null, phone: "", parentId: null, validFrom: null,
  });
  return { id: unitId, name: unitName };
}

function onlyOne<T>(found: readonly T[], name: string): T | undefined {
  if (found.length > 1) throw new DomainError("invalid", "import-unit-ambiguous", { name, count: found.length }, "setup");
  return found[0];
}

const kinds: readonly [RegExp, UnitKind][] = [
  [/\b(tinh|thanh pho)\b/, "province"],
  [/\b(huyen|quan|thi xa)\b/, "district"],
  [/\b(xa|phuong|thi tran|dac khu)\b/, "commune"],
  [/\b(truong|thcs|tieu hoc)\b/, "school"],
];
const kindOf = (name: string): UnitKind => kinds.find(([word]) => word.test(fold(name)))?.[1] ?? "other";
