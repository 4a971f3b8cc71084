import { describe, expect, it } from "vitest";
import { countQueries, freshDb } from "#tests/support/database.ts";
import { makePerson, makeUnit } from "#tests/support/organisation.ts";
import {
  OFFICE_SESSION_MS,
  UNIT_SESSION_MS,
  actorByToken,
  endAllSessions,
  endSession,
  personOfExpiredToken,
  startSession,
  visitsWritten,
} from "#app/domain/people/sessions.server.ts";

const now = new Date("2024-01-08T02:00:00Z");
const later = (ms: number) => new Date(now.getTime() + ms);

describe("a session", () => {
  const at = freshDb();

  it("names the actor with all units below an entrant's, in one query, whatever the depth", async () => {
    const commune = await makeUnit(at.db, "Xã Nghĩa Đô");
    const school = await makeUnit(at.db, "Trường THCS Nghĩa Đô", { kind: "school", parentId: commune });
    const branch = await makeUnit(at.db, "Điểm trường Bản Lằng", { kind: "school", parentId: school });
    await makeUnit(at.db, "Xã Bảo Hà");
    const person = await makePerson(at.db, "Hoàng Thị Hằng", [{ role: "entrant", unitId: commune }]);
    const { token, expiresAt } = await startSession(at.db, person, now);
    expect(expiresAt).toEqual(later(UNIT_SESSION_MS));
    const { result: actor, count } = await countQueries(at.db, () => actorByToken(at.db, token, now));
    expect(count).toBe(1);
    expect(actor).toEqual({
      personId: person,
      name: "Hoàng Thị Hằng",
      sessionId: expect.any(String) as string,
      appointments: [{ role: "entrant", unitId: commune, roundId: null }],
      entrantUnitIds: [commune, school, branch].sort(),
    });
  });

  it("keeps only a hash of the token and knows no other", async () => {
    const person = await makePerson(at.db, "Lý Tòn Mẩy");
    const { token } = await startSession(at.db, person, now);
    const rows = await at.db.selectFrom("sessions").select("token_hash").where("person_id", "=", person).execute();
    expect(rows.map(({ token_hash }) => token_hash.includes(token))).toEqual([false]);
    expect(await actorByToken(at.db, `${token}x`, now)).toBeNull();
  });

  it("is prolonged by a visit after five minutes, not before", async () => {
    const person = await makePerson(at.db, "Giàng A Páo");
    const { token } = await startSession(at.db, person, now);
    const expiry = async () =>
      (await at.db.selectFrom("sessions").select("expires_at").where("person_id", "=", person).executeTakeFirstOrThrow())
        .expires_at;
    await actorByToken(at.db, token, later(299_000));
    await visitsWritten();
    expect(await expiry()).toEqual(later(UNIT_SESSION_MS));
    await actorByToken(at.db, token, later(300_000));
    await visitsWritten();
    expect(await expiry()).toEqual(later(300_000 + UNIT_SESSION_MS));
  });

  it("of an office ends 12 hours after the last visit, and still says whose form may be parked", async () => {
    const unit = await makeUnit(at.db, "Hội LHPN huyện", { kind: "district" });
    const person = await makePerson(at.db, "Nguyễn Thị Lan", [{ role: "secretary", unitId: unit }]);
    const { token } = await startSession(at.db, person, now);
    expect((await actorByToken(at.db, token, later(OFFICE_SESSION_MS - 1)))?.personId).toBe(person);
    await visitsWritten();
    const end = later(OFFICE_SESSION_MS - 1 + OFFICE_SESSION_MS);
    expect(await actorByToken(at.db, token, end)).toBeNull();
    expect(await personOfExpiredToken(at.db, token)).toBe(person);
  });

  it("ends when signed out, and then parks nothing", async () => {
    const person = await makePerson(at.db, "Đặng Văn Nam");
    const { token } = await startSession(at.db, person, now);
    await endSession(at.db, token, now);
    expect(await actorByToken(at.db, token, now)).toBeNull();
    expect(await personOfExpiredToken(at.db, token)).toBeNull();
  });

  it("ends with all others of the person at once", async () => {
    const person = await makePerson(at.db, "Vàng Thị Sua");
    const tokens = [await startSession(at.db, person, now), await startSession(at.db, person, now)];
    expect(await endAllSessions(at.db, person, now)).toBe(2);
    expect(await Promise.all(tokens.map(({ token }) => actorByToken(at.db, token, now)))).toEqual([null, null]);
    expect(await endAllSessions(at.db, person, now)).toBe(0);
  });

  it("no longer gives an appointment that was ended", async () => {
    const unit = await makeUnit(at.db, "Xã Kim Sơn");
    const person = await makePerson(at.db, "Bàn Thị Mai", [{ role: "entrant", unitId: unit }]);
    const { token } = await startSession(at.db, person, now);
    await at.db.updateTable("appointments").set({ ended_at: now }).where("person_id", "=", person).execute();
    expect(await actorByToken(at.db, token, now)).toMatchObject({ appointments: [], entrantUnitIds: [] });
  });
});
