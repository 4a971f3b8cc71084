import { beforeAll, describe, expect, it } from "vitest";
import { countQueries, freshDb } from "#tests/support/database.ts";
import { contextFor, makePerson, makeUnit, refusalOf } from "#tests/support/organisation.ts";
import type { Role } from "#app/domain/people/actor.ts";
import { listAppointChoices } from "#app/domain/people/choices.server.ts";
import { appointPerson, endAppointment, issueInvitation, revokeAccess } from "#app/domain/people/commands.server.ts";
import type { Context } from "#app/domain/people/context.server.ts";
import { appointSchema, type AppointInput } from "#app/domain/people/model.ts";
import { findPerson, listPeople } from "#app/domain/people/queries.server.ts";
import { findLink, signIn } from "#app/domain/people/sign-in.server.ts";

const now = new Date("2024-01-08T02:00:00Z");
const at = freshDb();
const unit: Record<string, string> = {};
const who: Record<string, Context> = {};
let round = "";
let phone = 0;

const form = (role: Role, place: { unitId?: string; roundId?: string }, fullName = "Trần Thị Bình"): AppointInput =>
  appointSchema.parse({ fullName, identifier: `0987${String(100_000 + ++phone)}`, role, ...place });

beforeAll(async () => {
  const { db } = at;
  unit.province = await makeUnit(db, "Tỉnh Lào Cai", { kind: "province" });
  unit.district = await makeUnit(db, "Huyện Bảo Yên", { kind: "district", parentId: unit.province });
  unit.commune = await makeUnit(db, "Xã Nghĩa Đô", { parentId: unit.district });
  unit.school = await makeUnit(db, "THCS Nghĩa Đô", { kind: "school", parentId: unit.commune });
  unit.elsewhere = await makeUnit(db, "Xã Bảo Hà", { parentId: unit.district });
  who.administrator = await contextFor(db, now, "Quản trị", [{ role: "administrator" }]);
  who.organiser = await contextFor(db, now, "Tổ chức", [{ role: "organiser", unitId: unit.district }]);
  who.secretary = await contextFor(db, now, "Thư ký", [{ role: "secretary", unitId: unit.district }]);
  who.province = await contextFor(db, now, "Cấp tỉnh", [{ role: "organiser", unitId: unit.province }]);
  who.commune = await contextFor(db, now, "Cán bộ xã", [{ role: "entrant", unitId: unit.commune }]);
  const contest = await db
    .insertInto("contests")
    .values({
      slug: "thu-2024", name: "Thử", theme: "", year: 2024, organiser_unit_id: unit.district,
      created_at: now, created_by: who.administrator.actor.personId,
    })
    .returning("id").executeTakeFirstOrThrow();
  const made = await db
    .insertInto("rounds")
    .values({
      contest_id: contest.id, ordinal: 1, name: "Vòng huyện", unit_id: unit.district, unit_name: "Huyện Bảo Yên",
      code_prefix: "T", aggregation: "mean",
    })
    .returning("id").executeTakeFirstOrThrow();
  round = made.id;
  await db
    .insertInto("contest_participants")
    .values({
      contest_id: contest.id, unit_id: unit.commune, unit_name: "Xã Nghĩa Đô", invited_at: now,
      invited_by: who.administrator.actor.personId,
    })
    .execute();
});

describe("who may appoint", () => {
  const places = () =>
    [
      ["administrator", {}],
      ["organiser", { unitId: unit.district }],
      ["secretary", { unitId: unit.district }],
      ["secretary", { unitId: unit.province }],
      ["judge", { roundId: round }],
      ["entrant", { unitId: unit.commune }],
      ["entrant", { unitId: unit.school }],
      ["entrant", { unitId: unit.elsewhere }],
    ] as [Role, { unitId?: string; roundId?: string }][];

  it.each([
    ["administrator", "yyyyyyyy"],
    ["organiser", "nyynyyyn"],
    ["secretary", "nnnnnnnn"],
    ["province", "nnnynnnn"],
    ["commune", "nnnnnnyn"],
  ])("%s", async (name, expected) => {
    const answers = [];
    for (const [role, place] of places()) {
      const done = await appointPerson(who[name]!, form(role, place)).then(() => "y", (error: { reason?: string }) => {
        if (error.reason !== "not-allowed") throw error;
        return "n";
      });
      answers.push(done);
    }
    expect(answers.join("")).toBe(expected);
  });
});

describe("an appointment", () => {
  it("creates the person with a PIN and a link that work, and appears in the log", async () => {
    const made = await appointPerson(who.organiser!, form("entrant", { unitId: unit.commune }, "Nguyễn  văn An"));
    const view = await findPerson(who.organiser!, made.personId);
    expect(view).toMatchObject({ fullName: "Nguyễn văn An", hasPin: true, links: 1, sessions: 0 });
    const identifier = { kind: "phone" as const, value: view.identifier };
    const { pin, linkToken } = made.invitation!;
    expect((await signIn(at.db, { identifier, pin, source: "a" }, now)).personId).toBe(made.personId);
    expect(await findLink(at.db, linkToken, now)).toMatchObject({ fullName: "Nguyễn văn An", places: ["Xã Nghĩa Đô"] });
    const logged = await at.db
      .selectFrom("audit_events").select(["action", "detail"]).where("subject_id", "=", made.personId).execute();
    expect(logged.map(({ action }) => action)).toEqual(["appoint-person"]);
    expect(JSON.stringify(logged)).not.toContain(pin);
  });

  it("made twice is one; a second role keeps the PIN", async () => {
    const input = form("entrant", { unitId: unit.commune });
    const [one, two] = await Promise.all([appointPerson(who.organiser!, input), appointPerson(who.organiser!, input)]);
    expect(one.personId).toBe(two.personId);
    expect(one.appointmentId).toBe(two.appointmentId);
    const judge = await appointPerson(who.organiser!, { ...input, role: "judge", unitId: undefined, roundId: round });
    expect(judge).toMatchObject({ personId: one.personId, invitation: null });
  });

  it("beyond the leave of whoever printed the PIN comes with a new one", async () => {
    const input = form("entrant", { unitId: unit.school });
    const { invitation: first } = await appointPerson(who.commune!, input);
    const promoted = await appointPerson(who.administrator!, { ...input, role: "organiser", unitId: unit.district });
    const tryPin = (pin: string) => signIn(at.db, { identifier: input.identifier, pin, source: "c" }, now);
    expect(await refusalOf(tryPin(first!.pin))).toBe("invalid: pin-wrong");
    expect(await findLink(at.db, first!.linkToken, now)).toBeNull();
    expect((await tryPin(promoted.invitation!.pin)).personId).toBe(promoted.personId);
    const again = await appointPerson(who.administrator!, { ...input, role: "secretary", unitId: unit.district });
    expect(again.invitation).toBeNull();
  });

  it("refuses a number that belongs to somebody of another name", async () => {
    const input = form("entrant", { unitId: unit.commune });
    await appointPerson(who.organiser!, input);
    expect(await refusalOf(appointPerson(who.organiser!, { ...input, fullName: "Người Khác" }))).toBe(
      "conflict: identifier-of-another-person",
    );
  });

  it("allows one head judge a round", async () => {
    await appointPerson(who.organiser!, form("head-judge", { roundId: round }));
    expect(await refusalOf(appointPerson(who.organiser!, form("head-judge", { roundId: round }, "Người Hai")))).toBe(
      "conflict: head-judge-taken",
    );
  });

  it("ends once; the last administrator's does not", async () => {
    const made = await appointPerson(who.organiser!, form("judge", { roundId: round }));
    await endAppointment(who.organiser!, made.appointmentId);
    await endAppointment(who.organiser!, made.appointmentId);
    expect((await findPerson(who.administrator!, made.personId)).places).toEqual([]);
    const administrators = await at.db
      .selectFrom("appointments").select("id").where("role", "=", "administrator").where("ended_at", "is", null)
      .orderBy("appointed_at").execute();
    for (const { id } of administrators.slice(1)) await endAppointment(who.administrator!, id);
    expect(await refusalOf(endAppointment(who.administrator!, administrators[0]!.id))).toBe("conflict: last-administrator");
  });
});

describe("a new invitation", () => {
  it("ends the old PIN, links and sessions", async () => {
    const made = await appointPerson(who.organiser!, form("entrant", { unitId: unit.commune }));
    const identifier = { kind: "phone" as const, value: (await findPerson(who.organiser!, made.personId)).identifier };
    await signIn(at.db, { identifier, pin: made.invitation!.pin, source: "b" }, now);
    const fresh = await issueInvitation(who.organiser!, made.personId);
    expect(await findPerson(who.organiser!, made.personId)).toMatchObject({ sessions: 0, links: 1 });
    expect(await findLink(at.db, made.invitation!.linkToken, now)).toBeNull();
    expect((await signIn(at.db, { identifier, pin: fresh.pin, source: "b" }, now)).personId).toBe(made.personId);
    expect(await revokeAccess(who.organiser!, made.personId)).toEqual({ links: 1, sessions: 1 });
  });

  it("is not given by somebody with leave over only one of the person's roles", async () => {
    const input = form("entrant", { unitId: unit.school });
    const { personId } = await appointPerson(who.commune!, input);
    await issueInvitation(who.commune!, personId);
    await appointPerson(who.administrator!, { ...input, role: "organiser", unitId: unit.district });
    expect(await refusalOf(issueInvitation(who.commune!, personId))).toBe("forbidden: not-allowed");
    expect(await refusalOf(revokeAccess(who.commune!, personId))).toBe("forbidden: not-allowed");
  });

  it("is not given, nor is the person known, to whoever only invited their unit from elsewhere", async () => {
    const victim = await appointPerson(who.organiser!, form("entrant", { unitId: unit.commune }));
    const far = await makeUnit(at.db, "Xã Ở Huyện Khác");
    const stranger = await contextFor(at.db, now, "Tổ chức nơi khác", [{ role: "organiser", unitId: far }]);
    const { id } = await at.db
      .insertInto("contests")
      .values({
        slug: "moi-ca-nuoc", name: "Mời cả nước", theme: "", year: 2024, organiser_unit_id: far,
        created_at: now, created_by: stranger.actor.personId,
      })
      .returning("id").executeTakeFirstOrThrow();
    await at.db
      .insertInto("contest_participants")
      .values({ contest_id: id, unit_id: unit.commune!, unit_name: "", invited_at: now, invited_by: stranger.actor.personId })
      .execute();
    for (const attempt of [issueInvitation, revokeAccess]) {
      expect(await refusalOf(attempt(stranger, victim.personId))).toBe("not-found: person-unknown");
    }
    expect(await refusalOf(endAppointment(stranger, victim.appointmentId))).toBe("not-found: appointment-unknown");
    expect(await refusalOf(appointPerson(stranger, form("entrant", { unitId: unit.commune })))).toBe("forbidden: not-allowed");
    expect((await listPeople(stranger)).people.map(({ fullName }) => fullName)).toEqual(["Tổ chức nơi khác"]);
    expect((await listAppointChoices(stranger)).units.map(({ name }) => name)).toEqual(["Xã Ở Huyện Khác"]);
  });

  it("waits for an appointment being made to the same person, and then counts it", async () => {
    const input = form("entrant", { unitId: unit.school });
    const { personId } = await appointPerson(who.commune!, input);
    const promoted = { ...input, role: "secretary" as const, unitId: unit.district };
    const late = at.db.transaction().execute(async (trx) => {
      await appointPerson({ ...who.administrator!, db: trx }, promoted);
      const refused = refusalOf(issueInvitation(who.commune!, personId));
      await new Promise((resolve) => setTimeout(resolve, 300));
      return { refused };
    });
    expect(await (await late).refused).toBe("forbidden: not-allowed");
  });
});

describe("the list of people", () => {
  it("shows each only those in reach", async () => {
    await makePerson(at.db, "Ngoài Tầm", [{ role: "entrant", unitId: unit.elsewhere! }]);
    const names = async (ctx: Context, search: string) =>
      (await listPeople(ctx, { search })).people.map(({ fullName }) => fullName);
    expect(await names(who.administrator!, "ngoai tam")).toEqual(["Ngoài Tầm"]);
    expect(await names(who.organiser!, "ngoai tam")).toEqual([]);
    expect(await names(who.organiser!, "can bo")).toEqual(["Cán bộ xã"]);
    expect(await names(who.commune!, "to chuc")).toEqual([]);
    expect(await names(who.administrator!, "100%")).toEqual([]);
    const stranger = await makePerson(at.db, "Người Lạ", []);
    expect(await refusalOf(findPerson(who.organiser!, stranger))).toBe("not-found: person-unknown");
    expect(await refusalOf(findPerson(who.organiser!, "x"))).toBe("not-found: person-unknown");
  });

  it("pages by 50 with one query a page", async () => {
    for (let i = 0; i < 60; i++) await makePerson(at.db, `Trang ${String.fromCharCode(65 + (i % 26))}${"a".repeat(i)}`);
    const first = await countQueries(at.db, () => listPeople(who.administrator!, { search: "trang" }));
    expect([first.count, first.result.people.length]).toEqual([1, 50]);
    const rest = await listPeople(who.administrator!, { search: "trang", after: first.result.next! });
    expect(rest).toMatchObject({ people: { length: 10 }, next: null });
  });

  it("offers the places where one may appoint", async () => {
    const offered = await listAppointChoices(who.organiser!);
    expect(offered.units.map(({ name }) => name)).toEqual(["Xã Nghĩa Đô", "Huyện Bảo Yên", "THCS Nghĩa Đô"]);
    expect(offered.rounds.map(({ name, group }) => [name, group])).toEqual([["Vòng huyện", "Thử"]]);
    expect((await listAppointChoices(who.commune!)).units.map(({ name }) => name)).toEqual(["THCS Nghĩa Đô"]);
  });
});
