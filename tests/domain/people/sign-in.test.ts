import { describe, expect, it } from "vitest";
import { freshDb } from "#tests/support/database.ts";
import { makePerson, refusalOf } from "#tests/support/organisation.ts";
import { lockAfter, sourceOf } from "#app/domain/people/lockout.ts";
import { readIdentifier } from "#app/domain/people/model.ts";
import { hashPin } from "#app/domain/people/pins.server.ts";
import { hashToken, isWeakPin, newCode, newPin } from "#app/domain/people/secrets.server.ts";
import { findLink, signIn, signInByLink } from "#app/domain/people/sign-in.server.ts";

const now = new Date("2024-01-08T02:00:00Z");
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

describe("names at sign-in", () => {
  it("are numbers in any spelling or plain usernames", () => {
    const phone = { ok: true, value: { kind: "phone", value: "0912345678" } };
    expect(["0912 345 678", "+84912345678", "84.912.345.678", " (0912) 345-678 "].map(readIdentifier)).toEqual([
      phone, phone, phone, phone,
    ]);
    expect(readIdentifier("LHPN.Nghĩa-Đô")).toEqual({ ok: true, value: { kind: "username", value: "lhpn.nghia-do" } });
    expect(["", "ab", "1a", "0912 34", "có dấu cách"].map(readIdentifier)).toEqual([
      { ok: false, reason: "identifier-empty" },
      { ok: false, reason: "identifier-not-valid" },
      { ok: false, reason: "identifier-not-valid" },
      { ok: false, reason: "phone-wrong-length" },
      { ok: false, reason: "identifier-not-valid" },
    ]);
  });
});

describe("secrets", () => {
  it("avoid the PINs people try first", () => {
    expect(["111111", "123456", "654321", "123457"].map(isWeakPin)).toEqual([true, true, true, false]);
    expect(Array.from({ length: 50 }, newPin).every((pin) => /^\d{6}$/.test(pin) && !isWeakPin(pin))).toBe(true);
  });

  it("are typed without mistaking 0 for O or 1 for I", () => {
    expect(Array.from({ length: 50 }, () => newCode(8)).join("")).toMatch(/^[2-9A-HJ-NP-Z]{400}$/);
  });
});

describe("the lock", () => {
  it("comes with every third wrong PIN and doubles, a day at most", () => {
    expect([1, 2, 3, 4, 5, 6, 9, 12, 60].map((failures) => lockAfter(failures) / 60_000)).toEqual([
      0, 0, 5, 0, 0, 10, 20, 40, 1440,
    ]);
  });
});

describe("signing in", () => {
  const at = freshDb();
  let serial = 0;

  async function person() {
    const phone = `09${String(10_000_000 + ++serial)}`;
    const id = await makePerson(at.db, "Hoàng Thị Hằng");
    await at.db.updateTable("people").set({ phone }).where("id", "=", id).execute();
    await at.db.insertInto("pins").values({ person_id: id, hash: await hashPin("482915"), set_at: now }).execute();
    const attempt = (pin: string, when = now, source = `source ${id}`) =>
      signIn(at.db, { identifier: { kind: "phone", value: phone }, pin, source }, when);
    return { id, attempt };
  }

  it("opens a session with the right PIN", async () => {
    const { id, attempt } = await person();
    expect((await attempt("482915")).personId).toBe(id);
  });

  it("locks after three wrong PINs, opens five minutes later, and longer the next time", async () => {
    const { attempt } = await person();
    expect(await refusalOf(attempt("000001"))).toBe("invalid: pin-wrong");
    expect(await refusalOf(attempt("000002"))).toBe("invalid: pin-wrong");
    expect(await refusalOf(attempt("000003"))).toBe("closed: pin-locked");
    expect(await refusalOf(attempt("482915", later(4)))).toBe("closed: pin-locked");
    for (const minute of [5, 6]) expect(await refusalOf(attempt("000004", later(minute)))).toBe("invalid: pin-wrong");
    const lock = await attempt("000005", later(7)).catch((error: unknown) => error);
    expect(lock).toMatchObject({ reason: "pin-locked", params: { minutes: 10 } });
    expect((await attempt("482915", later(17))).token).toHaveLength(43);
    expect(await refusalOf(attempt("000006", later(18)))).toBe("invalid: pin-wrong");
  });

  it("counts tries made at the same moment one by one", async () => {
    const { attempt } = await person();
    const answers = await Promise.all(["1", "2", "3", "4"].map((digit) => refusalOf(attempt(`00000${digit}`))));
    expect(answers.sort()).toEqual([
      "closed: pin-locked", "closed: pin-locked", "invalid: pin-wrong", "invalid: pin-wrong",
    ]);
  });

  it("answers an unknown name like a wrong PIN, and stops a source after 20 failures", async () => {
    const nobody = (when: Date) =>
      signIn(at.db, { identifier: { kind: "username", value: "khong-co-ai" }, pin: "123123", source: "cafe" }, when);
    for (let i = 0; i < 20; i++) expect(await refusalOf(nobody(now))).toBe("invalid: pin-wrong");
    expect(await refusalOf(nobody(later(14)))).toBe("closed: too-many-tries");
    expect(await refusalOf(nobody(later(16)))).toBe("invalid: pin-wrong");
  });

  it("stops a source that makes all its tries at once, and remembers none that were right", async () => {
    const { attempt } = await person();
    for (let i = 0; i < 25; i++) await attempt("482915", now, "school");
    const guess = (n: number) =>
      signIn(at.db, { identifier: { kind: "username", value: `ten-${n}` }, pin: "123123", source: "school" }, now);
    const answers = await Promise.all(Array.from({ length: 60 }, (_, n) => refusalOf(guess(n))));
    const compared = answers.filter((answer) => answer === "invalid: pin-wrong").length;
    expect([compared >= 20, compared <= 25]).toEqual([true, true]);
    expect(await refusalOf(guess(99))).toBe("closed: too-many-tries");
    expect((await attempt("482915", now, "elsewhere")).token).toHaveLength(43);
  });

  it("counts an IPv6 network as one source", () => {
    expect(["192.0.2.7", "cafe", "2001:db8:0:1::1", "2001:0DB8::1:ffff:0:0:9", "2001:db8:0:2::1", "::1"].map(sourceOf)).toEqual([
      "192.0.2.7", "cafe", "2001:db8:0:1::/64", "2001:db8:0:1::/64", "2001:db8:0:2::/64", "0:0:0:0::/64",
    ]);
  });

  it("takes a personal link in any case with the PIN, until it is revoked or expires", async () => {
    const { id } = await person();
    const link = { token_hash: hashToken("ABCD2345"), person_id: id, issued_at: now, expires_at: later(60) };
    await at.db.insertInto("personal_links").values(link).execute();
    expect(await findLink(at.db, "abcd2345", now)).toEqual({
      personId: id, fullName: "Hoàng Thị Hằng", places: [], expiresAt: later(60),
    });
    const use = (pin: string, when: Date) => signInByLink(at.db, { token: "abcd2345", pin, source: "phone" }, when);
    expect((await use("482915", now)).personId).toBe(id);
    expect(await refusalOf(use("999990", now))).toBe("invalid: pin-wrong");
    expect(await refusalOf(use("482915", later(60)))).toBe("not-found: link-not-valid");
    await at.db.updateTable("personal_links").set({ revoked_at: now, revoked_by: id }).execute();
    expect(await refusalOf(use("482915", now))).toBe("not-found: link-not-valid");
  });
});
