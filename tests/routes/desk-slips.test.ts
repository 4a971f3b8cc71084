import { beforeAll, expect, it } from "vitest";
import { createEntry } from "#app/domain/entries/commands/create-entry.server.ts";
import { issueBlankSlips, issueSlips } from "#app/domain/entries/commands/slips.server.ts";
import { formatSlip } from "#app/domain/entries/slip-code.ts";
import * as page from "#app/routes/unit.contests.$slug.desk._index/route.tsx";
import * as slips from "#app/routes/unit.contests.$slug.desk.slips.ts";
import { as, draftOf, during, makeWorld, type World } from "#tests/domain/entries/world.ts";
import { testClock } from "#tests/support/clock.ts";
import { freshDb } from "#tests/support/database.ts";
import { testRuntime } from "#tests/support/runtime.ts";
import { signIn, visit, type Visitor } from "./visit.ts";

const fresh = freshDb();
testRuntime(fresh, testClock(during));
let world: World;
let slug: string;
let teacher: Visitor;
let stranger: Visitor;

beforeAll(async () => {
  world = await makeWorld(fresh.db);
  ({ slug } = await fresh.db.selectFrom("contests").select("slug").where("id", "=", world.contestId).executeTakeFirstOrThrow());
  teacher = await signIn(fresh.db, world.teacher, during);
  stranger = await signIn(fresh.db, world.stranger, during);
});

const at = (part: string, who: Visitor, form?: Record<string, string>) =>
  visit(who, `/unit/contests/${slug}/desk${part}`, { params: { slug }, ...(form ? { form } : {}) });
const draft = async () => (await createEntry(as(world, world.teacher), draftOf(world))).entryId;
const blank = async () => {
  const [code] = await issueBlankSlips(as(world, world.teacher), { contestId: world.contestId, unitId: world.school, count: 1 });
  return code!;
};
const claim = async (entryId: string, code: string, who = teacher) => {
  const answer = await slips.action(at("/slips", who, { entryId, code }));
  return [answer.status, await answer.json()] as const;
};
const listed = async (entryId: string) => (await page.loader(at("", teacher))).rows.find(({ id }) => id === entryId)?.slip;

it("the desk lists the slip that was printed for a row, and none for a row without", async () => {
  const [printed, bare] = [await draft(), await draft()];
  const [slip] = await issueSlips(as(world, world.teacher), [printed]);
  expect([await listed(printed), await listed(bare)]).toEqual([slip!.code, null]);
});

it("a blank slip seen in a row's picture becomes the row's, and asked for again it stays so", async () => {
  const [entryId, code] = [await draft(), await blank()];
  expect(await claim(entryId, code)).toEqual([200, { code }]);
  expect(await claim(entryId, code)).toEqual([200, { code }]);
  expect(await listed(entryId)).toBe(code);
});

it("a slip of another row, and a second slip for a row, are refused in a sentence", async () => {
  const [mine, other, first, second] = [await draft(), await draft(), await blank(), await blank()];
  await claim(mine, first);
  const taken = `Phiếu ${formatSlip(first)} đã gắn với bài khác. Mời xem lại tờ phiếu.`;
  expect(await claim(other, first)).toMatchObject([409, { errors: { code: taken } }]);
  const has = `Bài này đã có phiếu ${formatSlip(first)}. Muốn đổi phiếu, bỏ phiếu cũ trước.`;
  expect(await claim(mine, second)).toMatchObject([409, { errors: { code: has } }]);
  expect([await listed(mine), await listed(other)]).toEqual([first, null]);
});

it("the row of another school is not there", async () => {
  const [entryId, code] = [await draft(), await blank()];
  const refused: unknown = await claim(entryId, code, stranger).catch((error: unknown) => error);
  expect([(refused as Response).status, await listed(entryId)]).toEqual([404, null]);
});
