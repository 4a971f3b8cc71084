import { beforeAll, describe, expect, it } from "vitest";
import { action as acceptAction, loader as acceptLoader } from "#app/routes/_auth.accept.$token.tsx";
import { action as setupAction } from "#app/routes/_auth.setup.tsx";
import { action as signInAction } from "#app/routes/_auth.sign-in.tsx";
import { action as signOutAction } from "#app/routes/_auth.sign-out.ts";
import { action as newContest } from "#app/routes/office.contests.new.tsx";
import { action as importContest } from "#app/routes/office.contests.import.tsx";
import { loader as exportContest } from "#app/routes/office.contests.$contestId_.export.ts";
import { action as savePhases } from "#app/routes/office.contests.$contestId.rounds.$ordinal.phases.tsx";
import { action as invite } from "#app/routes/office.contests.$contestId.participants._index.tsx";
import { loader as invitation } from "#app/routes/office.people.$personId.invitation.tsx";
import { action as appoint } from "#app/routes/office.people.new.tsx";
import { action as addUnits } from "#app/routes/office.units.$unitId.add.tsx";
import { ensureSetupCode } from "#app/domain/people/setup.server.ts";
import type { FormState } from "#app/http/form.server.ts";
import { testClock } from "#tests/support/clock.ts";
import { freshDb } from "#tests/support/database.ts";
import { testRuntime } from "#tests/support/runtime.ts";
import { visit, type Visitor } from "./visit.ts";

const at = freshDb();
const clock = testClock();
testRuntime(at, clock);
const nobody: Visitor = { cookie: "" };
let boss: Visitor;
let province = "";

const setUp = (code: string) => ({
  code, unitName: "Tỉnh Lào Cai", unitKind: "province", organisation: "", fullName: "Lê Thị Hoa", identifier: "0912345678",
  pin: "739205",
});
const cookieOf = (response: unknown): Visitor => {
  const cookies = (response as Response).headers.getSetCookie();
  return { cookie: cookies.map((cookie) => cookie.split(";")[0]).join("; ") };
};
const locationOf = (response: unknown) => (response as Response).headers.get("Location") ?? "";
const refused = (answer: unknown) => {
  const { data, init } = answer as { data: FormState; init: { status: number } };
  return { status: init.status, fields: Object.keys(data.errors), said: data.formError !== null, values: data.values };
};

beforeAll(async () => {
  const code = (await ensureSetupCode(at.db, clock()))!;
  const wrong = refused(await setupAction(visit(nobody, "/setup", { form: setUp("AAAA2222") })));
  expect([wrong.status, wrong.fields, wrong.values.fullName]).toEqual([422, ["code"], "Lê Thị Hoa"]);
  const done = await setupAction(visit(nobody, "/setup", { form: setUp(code) }));
  expect(locationOf(done)).toBe("/office");
  boss = cookieOf(done);
  province = (await at.db.selectFrom("units").select("id").executeTakeFirstOrThrow()).id;
});

describe("signing in", () => {
  const post = (form: Record<string, string>) => signInAction(visit(nobody, "/sign-in", { form }));

  it("goes to one's work or to where one wanted, never to another site", async () => {
    const form = { identifier: "+84 912 345 678", pin: "739205" };
    expect(locationOf(await post(form))).toBe("/office");
    expect(locationOf(await post({ ...form, to: "/office/units?q=a" }))).toBe("/office/units?q=a");
    for (const to of ["https://example.org", "//example.org", "/\\example.org"]) {
      expect(locationOf(await post({ ...form, to }))).toBe("/office");
    }
    const cookie = (await post(form) as Response).headers.get("Set-Cookie") ?? "";
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
  });

  it("gives back what was typed with a sentence at the field", async () => {
    expect(refused(await post({ identifier: "0912345678", pin: "000111" }))).toMatchObject({
      status: 422, fields: ["pin"], values: { identifier: "0912345678" },
    });
    expect(refused(await post({ identifier: "09", pin: "1" }))).toMatchObject({ status: 422, fields: ["identifier", "pin"] });
  });

  it("ends with the session, not only the cookie", async () => {
    const visitor = cookieOf(await post({ identifier: "0912345678", pin: "739205" }));
    await signOutAction(visit(visitor, "/sign-out", { form: {} }));
    const standing = await at.db.selectFrom("sessions").select("id").where("ended_at", "is not", null).execute();
    expect(standing.length).toBe(1);
  });
});

describe("an invitation", () => {
  it("shows the PIN once to the browser that made it; the link and the PIN lead in", async () => {
    const form = { fullName: "Nguyễn Thị Lan", identifier: "lan.nguyen", role: "organiser", unitId: province };
    const made = await appoint(visit(boss, "/office/people/new", { form }));
    const path = locationOf(made);
    const personId = path.split("/")[3]!;
    const flash = cookieOf(made);
    const both = { cookie: `${boss.cookie}; ${flash.cookie}` };
    const { sheet } = await invitation(visit(both, path, { params: { personId } }));
    expect(sheet).toMatchObject({ pin: expect.stringMatching(/^\d{6}$/) as string, site: "localhost:3000" });
    expect(flash.cookie).not.toContain(sheet!.pin);
    expect((await invitation(visit(boss, path, { params: { personId } }))).sheet).toBeNull();
    const token = sheet!.code.replaceAll(" ", "");
    expect(await acceptLoader(visit(nobody, `/accept/${token}`, { params: { token } }))).toEqual({
      fullName: "Nguyễn Thị Lan", places: ["Tỉnh Lào Cai"],
    });
    const entered = await acceptAction(visit(nobody, `/accept/${token}`, { params: { token }, form: { pin: sheet!.pin } }));
    expect(locationOf(entered)).toBe("/office");
    clock.advance(10 * 60_000);
    expect((await invitation(visit(both, path, { params: { personId } }))).sheet).toBeNull();
  });
});

describe("setting a contest up by forms", () => {
  it("goes from units to an exported file that can be imported again", async () => {
    const add = (parentId: string, kind: string, names: string) =>
      addUnits(visit(boss, `/office/units/${parentId}/add`, { params: { unitId: parentId }, form: { parentId, kind, names } }));
    await add(province, "district", "Huyện Bảo Yên");
    const idOf = async (name: string) =>
      (await at.db.selectFrom("units").select("id").where("name", "=", name).executeTakeFirstOrThrow()).id;
    const district = await idOf("Huyện Bảo Yên");
    await add(district, "commune", "1. Xã Nghĩa Đô\n2. Xã Bảo Hà");
    const contest = {
      name: "Lắng nghe con nói", theme: "Gia đình", year: "2024", hostUnitId: district, nextUnitId: province,
      opensOn: "31/02/2024", closesOn: "31/03/2024", divisionBasis: "class",
    };
    const bad = refused(await newContest(visit(boss, "/office/contests/new", { form: contest })));
    expect([bad.status, bad.fields]).toEqual([422, ["opensOn"]]);
    const made = await newContest(visit(boss, "/office/contests/new", { form: { ...contest, opensOn: "01/03/2024" } }));
    const path = locationOf(made);
    const contestId = path.split("/")[3]!;
    const params = { contestId, ordinal: "1" };
    await invite(visit(boss, `${path}/participants`, { params, form: { allBelow: district } }));
    const invited = await at.db.selectFrom("contest_participants").select("unit_name").orderBy("unit_name").execute();
    expect(invited.map(({ unit_name }) => unit_name)).toEqual(["Xã Bảo Hà", "Xã Nghĩa Đô"]);
    const overlapping = {
      "open.startsAt": "01/03/2024 07:00", "open.endsAt": "31/03/2024 17:00",
      "screening.startsAt": "31/03/2024 16:00", "screening.endsAt": "01/04/2024 17:00",
    };
    const phases = refused(await savePhases(visit(boss, `${path}/rounds/1/phases`, { params, form: overlapping })));
    expect(phases).toMatchObject({ status: 422, said: true, values: overlapping });
    const file = await (await exportContest(visit(boss, `${path}/export`, { params }))).text();
    const again = await importContest(visit(boss, "/office/contests/import", { form: { setup: file.replace("con-noi-2024", "con-noi") } }));
    const copyId = locationOf(again).split("/")[3]!;
    const copy = await (await exportContest(visit(boss, "/x", { params: { contestId: copyId } }))).text();
    expect(copy).toBe(file.replace("con-noi-2024", "con-noi"));
    expect(refused(await importContest(visit(boss, "/office/contests/import", { form: { setup: "{" } })))).toMatchObject({
      status: 422, fields: ["setup"],
    });
  });

  it("is out of reach without a place in the office", async () => {
    const [row] = await at.db.selectFrom("contests").select("id").execute();
    const asked = exportContest(visit(nobody, "/office/contests/x/export", { params: { contestId: row!.id } }));
    await expect(asked).rejects.toMatchObject({ status: 302 });
  });
});
