import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { createEntry } from "#app/domain/entries/commands/create-entry.server.ts";
import { deleteEntry } from "#app/domain/entries/commands/delete-entry.server.ts";
import { claimSlip, issueBlankSlips, issueSlips, maxSlips, releaseSlip } from "#app/domain/entries/commands/slips.server.ts";
import { formatSlip, parseSlip, slipPayload } from "#app/domain/entries/slip-code.ts";
import { countQueries, freshDb } from "#tests/support/database.ts";
import { refusalOf } from "#tests/support/organisation.ts";
import { as, draftOf, makeContest, makeWorld, type World } from "./world.ts";

const fresh = freshDb();
let world: World;
beforeAll(async () => {
  world = await makeWorld(fresh.db);
});

const teacher = () => as(world, world.teacher);
const draft = async (who = world.teacher, unitId = world.school) =>
  (await createEntry(as(world, who), draftOf(world, { unitId }))).entryId;
const blanks = (unitId = world.school, count = 1, who = world.teacher) =>
  issueBlankSlips(as(world, who), { contestId: world.contestId, unitId, count });
const kept = (entryId: string) =>
  world.db.selectFrom("paper_slips").select("code").where("entry_id", "=", entryId).execute();

describe("slips for entries", () => {
  it("are one for each, the same when printed again, in the order asked for", async () => {
    const ids = [await draft(), await draft(), await draft()];
    const first = await issueSlips(teacher(), ids);
    expect(first.map(({ entryId }) => entryId)).toEqual(ids);
    expect(first.map(({ code }) => parseSlip(code))).toEqual(first.map(({ code }) => code));
    expect(await issueSlips(teacher(), [...ids].reverse())).toEqual([...first].reverse());
  });

  it("are one for each when two people print at the same moment, in either order", async () => {
    const ids = await Promise.all([draft(), draft(), draft()]);
    const prints = await Promise.all([0, 1, 2, 3].map((at) => issueSlips(teacher(), at % 2 ? [...ids].reverse() : ids)));
    expect(new Set(prints.flat().map(({ code }) => code)).size).toBe(3);
    for (const id of ids) expect(await kept(id)).toHaveLength(1);
  });

  it("are for one's own entries, and at most four hundred", async () => {
    const id = await draft();
    expect(await refusalOf(issueSlips(as(world, world.stranger), [id]))).toBe("not-found: entry-not-found");
    expect(await refusalOf(issueSlips(as(world, world.judge), [id]))).toBe("not-found: entry-not-found");
    expect(await refusalOf(issueSlips(teacher(), ["x"]))).toBe("not-found: entry-not-found");
    expect(await refusalOf(issueSlips(teacher(), []))).toBe("invalid: slips-none");
    const many = Array.from({ length: maxSlips + 1 }, () => randomUUID());
    expect(await refusalOf(issueSlips(teacher(), many))).toBe("invalid: slips-too-many");
    expect(await kept(id)).toEqual([]);
  });

  it("cost as many statements for thirty as for one", async () => {
    const ids = await Promise.all(Array.from({ length: 30 }, () => draft()));
    const one = await countQueries(world.db, () => issueSlips(teacher(), ids.slice(0, 1)));
    const rest = await countQueries(world.db, () => issueSlips(teacher(), ids.slice(1)));
    expect([one.count, rest.count]).toEqual([8, 8]);
  });
});

describe("blank slips", () => {
  it("are as many as asked, of the unit, for those who enter for it or receive from it", async () => {
    const codes = await blanks(world.school, 30);
    expect(new Set(codes).size).toBe(30);
    expect(await blanks(world.school, 2, world.secretary)).toHaveLength(2);
    expect(await blanks(world.school, 2, world.officer)).toHaveLength(2);
    expect(await refusalOf(blanks(world.school, 1, world.stranger))).toBe("forbidden: not-allowed");
    expect(await refusalOf(blanks(world.school, 0))).toBe("invalid: slips-none");
    expect(await refusalOf(blanks(world.district, 1, world.secretary))).toBe("not-found: contest-not-found");
  });

  it("are claimed by the entry that shows one, once", async () => {
    const [code] = await blanks();
    const [one, two] = [await draft(), await draft()];
    expect(await claimSlip(teacher(), one, slipPayload(code!))).toEqual({ code });
    expect(await claimSlip(teacher(), one, formatSlip(code!).toLowerCase())).toEqual({ code });
    expect(await refusalOf(claimSlip(teacher(), two, code!))).toBe("conflict: slip-taken");
    expect(await kept(one)).toEqual([{ code }]);
    expect(await issueSlips(teacher(), [one])).toEqual([{ code, entryId: one }]);
  });

  it("go to one of two entries that claim the same slip at the same moment", async () => {
    const [code] = await blanks();
    const ids = await Promise.all([draft(), draft(), draft()]);
    const claims = await Promise.allSettled(ids.map((id) => claimSlip(teacher(), id, code!)));
    expect(claims.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const refusals = claims.flatMap((claim) => (claim.status === "rejected" ? [(claim.reason as { reason: string }).reason] : []));
    expect(refusals).toEqual(["slip-taken", "slip-taken"]);
  });

  it("of the commune serve its schools, of a school only itself", async () => {
    const [communes] = await blanks(world.commune, 1, world.officer);
    const [schools] = await blanks();
    const ofSchool = await draft();
    const ofCommune = await draft(world.officer, world.commune);
    expect(await claimSlip(teacher(), ofSchool, communes!)).toEqual({ code: communes });
    expect(await refusalOf(claimSlip(as(world, world.officer), ofCommune, schools!))).toBe("conflict: slip-other-unit");
  });

  it("of another contest, misread or never printed attach nothing and say why", async () => {
    const other = await makeContest(world.db, { district: world.district, participants: [world.commune] });
    const [foreign] = await issueBlankSlips(teacher(), { contestId: other.contestId, unitId: world.school, count: 1 });
    const [own, second] = await blanks(world.school, 2);
    const id = await draft();
    const say = (text: string) => refusalOf(claimSlip(teacher(), id, text));
    expect(await say(foreign!)).toBe("conflict: slip-other-contest");
    expect(await say("")).toBe("invalid: slip-empty");
    expect(await say("LN-TV-001")).toBe("invalid: slip-misread");
    expect(await say("2222-2222")).toBe("invalid: slip-unknown");
    expect(await kept(id)).toEqual([]);
    await claimSlip(teacher(), id, own!);
    expect(await say(second!)).toBe("conflict: entry-has-slip");
  });

  it("can be taken off and used again, and outlive a deleted draft", async () => {
    const [code] = await blanks();
    const [one, two] = [await draft(), await draft()];
    await claimSlip(teacher(), one, code!);
    expect(await releaseSlip(teacher(), one)).toEqual({ code });
    expect(await releaseSlip(teacher(), one)).toEqual({ code: null });
    await claimSlip(teacher(), two, code!);
    await deleteEntry(teacher(), two);
    expect(await claimSlip(teacher(), one, code!)).toEqual({ code });
  });
});
