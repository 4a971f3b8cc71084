import { describe, expect, it } from "vitest";
import { freshDb } from "#tests/support/database.ts";
import { refusalOf } from "#tests/support/organisation.ts";
import { actorByToken } from "#app/domain/people/sessions.server.ts";
import { completeSetup, ensureSetupCode, isSetupOpen } from "#app/domain/people/setup.server.ts";
import { signIn } from "#app/domain/people/sign-in.server.ts";

const now = new Date("2024-01-08T02:00:00Z");
const phone = { kind: "phone" as const, value: "0912345678" };
const form = (code: string, pin = "739205") => ({
  code, pin, unitName: "Tỉnh Lào Cai", unitKind: "province", organisation: "Hội LHPN tỉnh", fullName: "Lê Thị Hoa",
  identifier: phone,
});

describe("setting up", () => {
  const at = freshDb();
  const from = { now, source: "1.2.3.4" };

  it("asks for the newest code, works once, and leaves an administrator who organises", async () => {
    expect(await isSetupOpen(at.db)).toBe(false);
    const first = (await ensureSetupCode(at.db, now))!;
    const second = (await ensureSetupCode(at.db, now))!;
    expect(second).toMatch(/^[2-9A-HJ-NP-Z]{8}$/);
    expect(await isSetupOpen(at.db)).toBe(true);
    expect(await refusalOf(completeSetup(at.db, form(first), from))).toBe("invalid: setup-code-wrong");
    expect(await refusalOf(completeSetup(at.db, form(second, "123456"), from))).toBe("invalid: pin-too-simple");
    const spelled = `${second.slice(0, 4).toLowerCase()} ${second.slice(4)}`;
    const { personId, unitId } = await completeSetup(at.db, form(spelled), from);
    const { token } = await signIn(at.db, { identifier: phone, pin: "739205", source: "a" }, now);
    expect((await actorByToken(at.db, token, now))?.appointments.map(({ role, unitId: at }) => [role, at]).sort()).toEqual([
      ["administrator", null], ["organiser", unitId],
    ]);
    expect(personId).toHaveLength(36);
    expect(await ensureSetupCode(at.db, now)).toBeNull();
    expect(await isSetupOpen(at.db)).toBe(false);
    expect(await refusalOf(completeSetup(at.db, form(second), from))).toBe("closed: setup-done");
  });
});

describe("guessing the code", () => {
  const at = freshDb();

  it("is stopped after 20 tries from one place", async () => {
    await ensureSetupCode(at.db, now);
    const guess = () => refusalOf(completeSetup(at.db, form("AAAAAAAA"), { now, source: "9.9.9.9" }));
    for (let i = 0; i < 20; i++) expect(await guess()).toBe("invalid: setup-code-wrong");
    expect(await guess()).toBe("closed: too-many-tries");
  });
});
