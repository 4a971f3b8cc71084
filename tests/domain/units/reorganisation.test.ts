import { expect, it } from "vitest";
import { findReport } from "#app/domain/documents/report.server.ts";
import { createUnit, moveUnit, succeedUnit } from "#app/domain/units/commands.server.ts";
import { moveUnitSchema, unitSchema } from "#app/domain/units/model.ts";
import { as, authorOf, makeWorld, submitted } from "#tests/domain/entries/world.ts";
import { freshDb } from "#tests/support/database.ts";
import { actorOf, makePerson } from "#tests/support/organisation.ts";

const at = freshDb();

it("taking the district level away keeps every entry, its names and the reports, and the communes their work", async () => {
  const world = await makeWorld(at.db);
  await submitted(world, { form: { title: "Một", authors: [authorOf({})] } });
  const officer = await makePerson(at.db, "Cán bộ xã", [{ role: "entrant", unitId: world.commune }]);
  const administrator = { ...world.secretary, appointments: [{ role: "administrator" as const, unitId: null, roundId: null }] };
  const ctx = as(world, administrator);
  const entries = () => at.db.selectFrom("entries").selectAll().orderBy("id").execute();
  const before = { entries: await entries(), report: await findReport(as(world, world.secretary), world.roundId) };

  const { unitId: province } = await createUnit(ctx, unitSchema.parse({ name: "Tỉnh Lào Cai", kind: "province" }));
  const move = moveUnitSchema.parse({ parentId: province, effectiveOn: "01/07/2025", reason: "Bỏ cấp huyện" });
  for (const commune of [world.commune, world.other]) await moveUnit(ctx, commune, move);
  await succeedUnit(ctx, world.district, { successorId: province, effectiveOn: "2025-07-01", documentNo: "NQ 202" });

  expect({ entries: await entries(), report: await findReport(as(world, world.secretary), world.roundId) }).toEqual(before);
  expect((await actorOf(at.db, officer, ctx.now)).entrantUnitIds).toEqual([world.commune, world.school].sort());
  await submitted(world, { form: { title: "Hai", authors: [authorOf({ fullName: "Lý A Sình" })] } });
  const after = await findReport(as(world, world.secretary), world.roundId);
  expect(after.units.map(({ name, received }) => [name, received])).toEqual([["Tân Tiến", 2], ["Xuân Hòa", 0]]);
}, 60_000);
