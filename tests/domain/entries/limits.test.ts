import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { createEntry } from "#app/domain/entries/commands/create-entry.server.ts";
import { endOverride, grantOverride } from "#app/domain/entries/commands/grant-override.server.ts";
import { submitEntry } from "#app/domain/entries/commands/submit-entry.server.ts";
import { updateEntry } from "#app/domain/entries/commands/update-entry.server.ts";
import { withdrawEntry } from "#app/domain/entries/commands/withdraw-entry.server.ts";
import { allowedOf, belowMinimum } from "#app/domain/entries/limits.ts";
import { listOwnPlaces, listRoundPlaces } from "#app/domain/entries/queries/limits.server.ts";
import type { Actor } from "#app/domain/people/actor.ts";
import { countQueries, freshDb } from "#tests/support/database.ts";
import { refusalOf } from "#tests/support/organisation.ts";
import { as, attach, authorOf, draftOf, formOf, makeWorld, type World } from "./world.ts";

const fresh = freshDb();
let world: World;
let organiser: Actor;

/** Every test has a contest of its own, so that counts start at nothing. */
beforeEach(async () => {
  world = await makeWorld(fresh.db);
  organiser = { ...world.secretary, appointments: [{ role: "organiser", unitId: world.district, roundId: null }] };
});

const limit = (limits: { per_unit_min?: number; per_unit_max?: number; per_child_max?: number }, categoryId = world.drawings) =>
  world.db.insertInto("entry_limits").values({ category_id: categoryId, contest_id: world.contestId, ...limits }).execute();

const letters = "abcdefghij";
let named = 0;
const freshName = () => `Em ${[...String(++named).padStart(3, "0")].map((digit) => letters[Number(digit)]).join("")}`;

/** A complete drawing of the school by these children. */
async function ready(names: string[] = [freshName()], unitId = world.school): Promise<string> {
  const { entryId } = await createEntry(as(world, world.officer), draftOf(world, { unitId }));
  const authors = names.map((fullName) => authorOf({ fullName }));
  await updateEntry(as(world, world.officer), entryId, formOf(1, { authors }));
  await attach(world, entryId, world.officer);
  return entryId;
}

const send = (entryId: string, who = world.officer) => submitEntry(as(world, who), entryId);
const grant = (extra: number, reason = "Trường có hai điểm lẻ") =>
  grantOverride(as(world, organiser), world.roundId, { id: randomUUID(), categoryId: world.drawings, unitId: world.school, extra, reason });
const sentNow = async () =>
  (await listRoundPlaces(as(world, organiser), world.roundId)).places.find(({ unitId }) => unitId === world.school)?.sent ?? 0;

describe("the limit by unit", () => {
  it("refuses the one too many with both numbers, counts each school by itself, and frees a place with a withdrawal", async () => {
    await limit({ per_unit_max: 2 });
    const first = await ready();
    for (const entryId of [first, await ready()]) await send(entryId);
    const third = await ready();
    await expect(send(third)).rejects.toMatchObject({ kind: "conflict", reason: "unit-full-image", params: { sent: 2, max: 2 } });
    expect((await send(await ready([freshName()], world.commune))).code).toMatch(/^LN-TV/);
    await withdrawEntry(as(world, world.officer), first, "Nộp nhầm");
    expect((await send(third)).code).toMatch(/^LN-TV/);
  });

  it("says nothing in a category without one", async () => {
    await limit({ per_unit_max: 1 }, world.clips);
    for (const entryId of [await ready(), await ready()]) expect((await send(entryId)).code).toMatch(/^LN-TV/);
  });

  it.each([2, 10])("gives the last place of twenty to one of %i phones that send together", async (phones) => {
    await limit({ per_unit_max: 20 });
    for (let sent = 0; sent < 19; sent++) await send(await ready());
    const waiting = await Promise.all(Array.from({ length: phones }, () => ready()));
    const outcomes = await Promise.allSettled(waiting.map((entryId) => send(entryId)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const refused = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [(outcome.reason as { reason: string }).reason] : []));
    expect(refused).toEqual(Array.from({ length: phones - 1 }, () => "unit-full-image"));
    expect(await sentNow()).toBe(20);
  });

  it("is not passed by the office either, which enters on behalf", async () => {
    await limit({ per_unit_max: 1 });
    await send(await ready());
    const { entryId } = await createEntry(as(world, world.secretary), draftOf(world), { reason: "", postmarkedOn: null });
    await updateEntry(as(world, world.secretary), entryId, formOf(1, { authors: [authorOf({ fullName: freshName() })] }));
    await attach(world, entryId, world.secretary);
    expect(await refusalOf(send(entryId, world.secretary))).toBe("conflict: unit-full-image");
  });
});

describe("an exception", () => {
  it("is the organiser's alone, makes room for as many, and is read by the unit with its reason", async () => {
    await limit({ per_unit_max: 1 });
    await send(await ready());
    const next = await ready();
    const input = { id: randomUUID(), categoryId: world.drawings, unitId: world.school, extra: 1, reason: "Hai điểm lẻ" };
    expect(await refusalOf(grantOverride(as(world, world.secretary), world.roundId, input))).toBe("forbidden: not-allowed");
    expect(await refusalOf(grantOverride(as(world, world.teacher), world.roundId, input))).toBe("not-found: round-not-found");
    await grant(1);
    expect((await send(next)).code).toMatch(/^LN-TV/);
    expect(await refusalOf(send(await ready()))).toBe("conflict: unit-full-image");
    const [own] = await listOwnPlaces(as(world, world.teacher), world.contestId);
    expect(own).toMatchObject({ unitName: "Trường Tiểu học Tân Tiến", sent: 2, max: 1 });
    expect(own!.overrides).toMatchObject([{ extra: 1, reason: "Trường có hai điểm lẻ", by: "Trần Văn Thư" }]);
    expect(allowedOf(own!)).toBe(2);
  });

  it("is granted once however often its form is sent", async () => {
    await limit({ per_unit_max: 1 });
    const input = { id: randomUUID(), categoryId: world.drawings, unitId: world.school, extra: 2, reason: "Hai điểm lẻ" };
    const clicks = await Promise.all([1, 2, 3].map(() => grantOverride(as(world, organiser), world.roundId, input)));
    expect(clicks.map(({ overrideId }) => overrideId)).toEqual([input.id, input.id, input.id]);
    expect(allowedOf((await listOwnPlaces(as(world, world.teacher), world.contestId))[0]!)).toBe(3);
  });

  it("is taken back while its places are free, and only then", async () => {
    await limit({ per_unit_max: 1 });
    const { overrideId } = await grant(2);
    for (const entryId of [await ready(), await ready()]) await send(entryId);
    await expect(endOverride(as(world, organiser), world.roundId, overrideId)).rejects.toMatchObject({
      reason: "override-in-use", params: { sent: 2, left: 1 },
    });
    const idle = await grant(5);
    expect(await endOverride(as(world, organiser), world.roundId, idle.overrideId)).toEqual({ ended: true });
    expect(await endOverride(as(world, organiser), world.roundId, idle.overrideId)).toEqual({ ended: false });
    await send(await ready());
    expect(await refusalOf(send(await ready()))).toBe("conflict: unit-full-image");
  });

  it("needs a category with a maximum, and a unit that exists", async () => {
    expect(await refusalOf(grant(1))).toBe("invalid: category-without-maximum");
    await limit({ per_unit_max: 1 });
    const nowhere = grantOverride(as(world, organiser), world.roundId, {
      id: randomUUID(), categoryId: world.drawings, unitId: randomUUID(), extra: 1, reason: "Không có",
    });
    expect(await refusalOf(nowhere)).toBe("invalid: unit-missing");
    expect(await refusalOf(endOverride(as(world, organiser), world.roundId, randomUUID()))).toBe("not-found: override-unknown");
  });
});

describe("the limit by child", () => {
  it("counts each child of a group once, and names the child at the limit", async () => {
    await limit({ per_child_max: 2 });
    await send(await ready(["Lò Thị Mây", "Vàng A Páo"]));
    await send(await ready(["Lò Thị Mây", "Cứ Seo Dín"]));
    await expect(send(await ready(["Cứ Seo Dín", "Lò Thị Mây"]))).rejects.toMatchObject({
      kind: "conflict", reason: "child-full", params: { name: "Lò Thị Mây", sent: 2, max: 2 },
    });
    expect((await send(await ready(["Cứ Seo Dín", "Vàng A Páo"]))).code).toMatch(/^LN-TV/);
  });

  it("holds for one child sent from two phones together", async () => {
    await limit({ per_child_max: 1 });
    const waiting = [await ready(["Tẩn Mùi Ghến"]), await ready(["Tẩn Mùi Ghến", "Ma Thị Xuân"]), await ready(["Tẩn Mùi Ghến"])];
    const outcomes = await Promise.allSettled(waiting.map((entryId) => send(entryId)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });
});

describe("the minimum", () => {
  it("lists units that sent too few, invited units from which nothing came included", async () => {
    await limit({ per_unit_min: 2, per_unit_max: 5 });
    await send(await ready());
    await ready([freshName()], world.commune);
    const { places } = await listRoundPlaces(as(world, organiser), world.roundId);
    expect(belowMinimum(places).map(({ unitName, sent, min }) => [unitName, sent, min])).toEqual([
      ["Tân Tiến", 0, 2], ["Trường Tiểu học Tân Tiến", 1, 2], ["Xuân Hòa", 0, 2],
    ]);
    await send(await ready());
    const later = await listRoundPlaces(as(world, organiser), world.roundId);
    expect(belowMinimum(later.places).map(({ unitName }) => unitName)).toEqual(["Tân Tiến", "Xuân Hòa"]);
  });

  it("is read in as many statements for one unit as for three", async () => {
    await limit({ per_unit_min: 2 });
    const read = () => countQueries(world.db, () => listRoundPlaces(as(world, organiser), world.roundId));
    await ready();
    const one = (await read()).count;
    await ready([freshName()], world.commune);
    expect((await read()).count).toBe(one);
  });
});

describe("whatever happens in whatever order", () => {
  type Step = "submit" | "withdraw" | "grant" | "end";
  const steps = fc.array(fc.constantFrom<Step>("submit", "submit", "submit", "withdraw", "grant", "end"), { minLength: 4, maxLength: 12 });

  it("a unit never holds more places than it was allowed", { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.integer({ min: 1, max: 3 }), async (order, max) => {
        world = await makeWorld(fresh.db);
        organiser = { ...world.secretary, appointments: [{ role: "organiser", unitId: world.district, roundId: null }] };
        await limit({ per_unit_max: max });
        const [sent, granted]: [string[], string[]] = [[], []];
        let allowed = max;
        for (const step of order) {
          if (step === "submit") {
            const entryId = await ready();
            const outcome = await refusalOf(send(entryId)).catch(() => "sent");
            expect(outcome, `${sent.length}/${allowed}`).toBe(sent.length < allowed ? "sent" : "conflict: unit-full-image");
            if (outcome === "sent") sent.push(entryId);
          } else if (step === "withdraw" && sent.length > 0) {
            await withdrawEntry(as(world, world.officer), sent.pop()!, "Rút lại");
          } else if (step === "grant") {
            granted.push((await grant(1)).overrideId);
            allowed += 1;
          } else if (step === "end" && granted.length > 0) {
            const outcome = await refusalOf(endOverride(as(world, organiser), world.roundId, granted.at(-1)!)).catch(() => "ended");
            expect(outcome).toBe(sent.length < allowed ? "ended" : "conflict: override-in-use");
            if (outcome === "ended") {
              granted.pop();
              allowed -= 1;
            }
          }
          expect(await sentNow()).toBe(sent.length);
          expect(sent.length).toBeLessThanOrEqual(allowed);
        }
      }),
      { numRuns: 12 },
    );
  });
});
