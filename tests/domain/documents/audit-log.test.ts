import { beforeAll, describe, expect, it } from "vitest";
import { sql } from "kysely";
import { record } from "#app/domain/audit/record.server.ts";
import { findAuditLog } from "#app/domain/documents/audit-log.server.ts";
import { acceptEntry } from "#app/domain/entries/commands/screen-entry.server.ts";
import type { Actor } from "#app/domain/people/actor.ts";
import { as, makeWorld, move, readyDraft, submitted, type World } from "#tests/domain/entries/world.ts";
import { countQueries, freshDb } from "#tests/support/database.ts";

const at = freshDb();
let world: World;
let administrator: Actor;
let submittedId = "";
let draftId = "";

beforeAll(async () => {
  world = await makeWorld(at.db);
  administrator = { ...world.secretary, appointments: [{ role: "administrator", unitId: null, roundId: null }] };
  draftId = await readyDraft(world, { form: { title: "Còn nháp" } });
  await submitted(world, { form: { title: "Đã nộp" } });
  submittedId = (await at.db.selectFrom("entry_submissions").select("entry_id").executeTakeFirstOrThrow()).entry_id;
  await move(at.db, world.roundId, "open", "screening");
  const { id } = await at.db.selectFrom("round_entries").select("id").executeTakeFirstOrThrow();
  await acceptEntry(as(world, world.secretary), id);
  const ctx = as(world, world.secretary);
  await record(at.db, ctx, { action: "rename-unit", subject: ["unit", world.commune], detail: { name: "Xã mới" } });
  const sheet = ["sheet", "6b8e1c1e-0000-4000-8000-000000000001"] as const;
  await record(at.db, ctx, { action: "submit-sheet", subject: sheet, contestId: world.contestId, detail: { totalPoints: 8400 } });
}, 60_000);

const logOf = (who: Actor, filter = {}) => findAuditLog(as(world, who), filter, false);

describe("the audit log", () => {
  it("is whole for the administrator, the latest first", async () => {
    const { events, nextBefore, contests } = await logOf(administrator);
    const all = await at.db.selectFrom("audit_events").select("seq").orderBy("seq", "desc").execute();
    expect(events.map(({ seq }) => seq)).toEqual(all.map(({ seq }) => seq));
    expect(nextBefore).toBe(null);
    expect(contests.map(({ id }) => id)).toEqual([world.contestId]);
  });

  it("tells an office of its contests alone, without drafts and rounds of others", async () => {
    const { events } = await logOf(world.secretary);
    expect(events.map(({ action }) => action)).toContain("accept-entry");
    expect(events.map(({ action }) => action)).not.toContain("rename-unit");
    expect(events.map(({ action }) => action)).not.toContain("submit-sheet");
    const seen = await at.db.selectFrom("audit_events").select(["seq", "subject_id"]).where("subject_type", "=", "entry").execute();
    const shown = new Set(events.map(({ seq }) => seq));
    expect(new Set(seen.filter(({ seq }) => shown.has(seq)).map(({ subject_id }) => subject_id))).toEqual(new Set([submittedId]));
    expect(seen.some(({ subject_id }) => subject_id === draftId)).toBe(true);
    expect((await logOf(world.elsewhere)).events).toEqual([]);
  });

  it("tells codes and reasons, never points, titles or ids", async () => {
    const { events } = await logOf(administrator);
    const told = Object.fromEntries(events.map(({ action, told: facts }) => [action, facts]));
    expect(told["accept-entry"]).toEqual({ code: "LN-TV-001" });
    expect(told["submit-sheet"]).toEqual({});
    expect(told["rename-unit"]).toEqual({ name: "Xã mới" });
    expect(JSON.stringify(told)).not.toMatch(/Còn nháp|[0-9a-f]{8}-[0-9a-f]{4}/);
  });

  it("is filtered by act and contest, and refuses nothing that is no id", async () => {
    const accepted = await logOf(administrator, { action: "accept-entry", contestId: world.contestId });
    expect(accepted.events.map(({ action }) => action)).toEqual(["accept-entry"]);
    expect((await logOf(administrator, { contestId: "x" })).events.length).toBeGreaterThan(1);
    expect((await logOf(administrator, { contestId: world.commune })).events).toEqual([]);
  });

  it("is read 50 lines at a time by number, in two queries, none twice and none left out", async () => {
    const ctx = as(world, world.secretary);
    for (let at_ = 0; at_ < 60; at_++) {
      await record(at.db, ctx, { action: "edit-contest", subject: ["contest", world.contestId], contestId: world.contestId });
    }
    const { result: first, count } = await countQueries(at.db, () => logOf(world.secretary, { action: "edit-contest" }));
    expect([first.events.length, count]).toEqual([50, 2]);
    const second = await logOf(world.secretary, { action: "edit-contest", before: first.nextBefore! });
    expect([second.events.length, second.nextBefore]).toEqual([10, null]);
    const seqs = [...first.events, ...second.events].map(({ seq }) => seq);
    expect(new Set(seqs).size).toBe(60);
    expect(seqs).toEqual([...seqs].sort((a, b) => b - a));
  });

  it("checks the chain when asked, and finds the line that was altered", async () => {
    const whole = await findAuditLog(as(world, world.secretary), {}, true);
    const { events } = await at.db.selectFrom("audit_events").select(({ fn }) => fn.countAll<number>().as("events")).executeTakeFirstOrThrow();
    expect(whole.chain).toMatchObject({ events: Number(events), brokenAt: null });
    await at.db.transaction().execute(async (trx) => {
      await sql`alter table audit_events disable trigger refuse_audit_change`.execute(trx);
      await trx.updateTable("audit_events").set({ actor_name: "Người khác" }).where("seq", "=", 3).execute();
      await sql`alter table audit_events enable trigger refuse_audit_change`.execute(trx);
    });
    expect((await findAuditLog(as(world, world.secretary), {}, true)).chain?.brokenAt).toBe(3);
  });
});
