import { beforeAll, describe, expect, it } from "vitest";
import { loader as audit } from "#app/routes/office.audit._index/route.tsx";
import { loader as overview } from "#app/routes/office.rounds.$roundId._index/route.tsx";
import { loader as report } from "#app/routes/office.rounds.$roundId.report._index/route.tsx";
import { loader as workbook } from "#app/routes/office.rounds.$roundId.report[.]xlsx.ts";
import { loader as work } from "#app/routes/office._index.tsx";
import { loader as home } from "#app/routes/_public._index.tsx";
import { loader as landing, meta } from "#app/routes/_public.contests.$slug._index/route.tsx";
import { loader as rules } from "#app/routes/_public.contests.$slug.rules.tsx";
import { authorOf, during, makeWorld, submitted, type World } from "#tests/domain/entries/world.ts";
import { freshDb } from "#tests/support/database.ts";
import { testClock } from "#tests/support/clock.ts";
import { testRuntime } from "#tests/support/runtime.ts";
import { signIn, visit, type Visitor } from "./visit.ts";

const at = freshDb();
testRuntime(at, testClock(during));
let world: World;
let secretary: Visitor;
let teacher: Visitor;
let slug = "";
const nobody: Visitor = { cookie: "" };
const child = authorOf({ fullName: "Hoàng Thảo Vy" });

beforeAll(async () => {
  world = await makeWorld(at.db);
  await submitted(world, { form: { title: "Cả nhà gặt lúa", statement: "Em kể chuyện nhà.", authors: [child] } });
  slug = (await at.db.selectFrom("contests").select("slug").executeTakeFirstOrThrow()).slug;
  secretary = await signIn(at.db, world.secretary, during);
  teacher = await signIn(at.db, world.teacher, during);
}, 60_000);

/** The status a loader throws, or 200. */
async function statusOf(work_: Promise<unknown> | unknown): Promise<number> {
  try {
    await work_;
    return 200;
  } catch (error) {
    if (error instanceof Response) return error.status;
    throw error;
  }
}

describe("public pages", () => {
  it("list the open contest and show it to anybody without a word about a child or a work", async () => {
    const listed = await home(visit(nobody, "/"));
    expect(listed.contests.map((contest) => contest.slug)).toEqual([slug]);
    const page = await landing(visit(nobody, `/contests/${slug}`, { params: { slug } }));
    expect([page.open, page.works, page.counts.participants.map(({ received }) => received)]).toEqual([true, [], [1, 0]]);
    const told = JSON.stringify([page, meta({ data: page } as never)]);
    expect(told).not.toMatch(/Thảo Vy|gặt lúa|chuyện nhà|Tiểu học/);
  });

  it("answer 404 for what is not there", async () => {
    expect(await statusOf(landing(visit(nobody, "/contests/x", { params: { slug: "x" } })))).toBe(404);
    expect(await statusOf(rules(visit(nobody, "/contests/x/rules", { params: { slug: "x" } })))).toBe(404);
    const version = `/contests/${slug}/rules?version=9`;
    expect(await statusOf(rules(visit(nobody, version, { params: { slug } })))).toBe(404);
  });
});

describe("office pages", () => {
  it("show a secretary the round's numbers and the next act", async () => {
    const mine = await work(visit(secretary, "/office"));
    expect(mine.rounds.map(({ round, next }) => [round.id, next])).toEqual([
      [world.roundId, { act: "await-entries", count: 1 }],
    ]);
    const params = { roundId: world.roundId };
    const seen = await overview(visit(secretary, `/office/rounds/${world.roundId}`, { params }));
    expect([seen.overview.round.received, seen.overview.children]).toEqual([1, 1]);
    expect((await report(visit(secretary, "/office/rounds/x/report", { params }))).report.sentence).toBe("1/2 xã tham gia; 1 tranh vẽ");
    expect((await audit(visit(secretary, "/office/audit?action=submit-entry"))).log.events.length).toBe(1);
  });

  it("hand out the Excel file as a download that is not cached", async () => {
    const params = { roundId: world.roundId };
    const response = await workbook(visit(secretary, `/office/rounds/${world.roundId}/report.xlsx`, { params }));
    expect(response.headers.get("Content-Disposition")).toBe('attachment; filename="so-lieu-lang-nghe-con-noi-2026-vong-huyen.xlsx"');
    expect(response.headers.get("Cache-Control")).toBe("private, no-store");
    expect([...new Uint8Array(await response.arrayBuffer()).slice(0, 2)]).toEqual([0x50, 0x4b]);
  });

  it("are not there for a unit, and send a stranger to sign in", async () => {
    const params = { roundId: world.roundId };
    for (const loader of [work, overview, report, workbook, audit]) {
      expect(await statusOf(loader(visit(teacher, `/office/rounds/${world.roundId}`, { params })))).toBe(404);
      expect(await statusOf(loader(visit(nobody, `/office/rounds/${world.roundId}`, { params })))).toBe(302);
    }
    const missing = { roundId: "00000000-0000-4000-8000-000000000000" };
    expect(await statusOf(overview(visit(secretary, "/office/rounds/x", { params: missing })))).toBe(404);
  });
});
