import { describe, expect, it } from "vitest";
import { audienceOf } from "#app/http/audience.ts";
import { formTree, readFormData, typedValues } from "#app/http/form-body.server.ts";
import { refusalOf } from "#tests/support/organisation.ts";

const urlEncoded = { "Content-Type": "application/x-www-form-urlencoded" };
const sent = (body: string, headers: Record<string, string> = urlEncoded) =>
  readFormData(new Request("http://localhost/", { method: "POST", body, headers }));

describe("a form's body", () => {
  it("becomes lists and branches, gaps closed, unsafe names dropped", async () => {
    const form = await sent("a.2.name=Hai&a.0.name=M%E1%BB%99t&b=1&b=2&__proto__.x=1&c.constructor=1");
    expect(formTree(form)).toEqual({ a: [{ name: "Một" }, { name: "Hai" }], b: ["1", "2"] });
    expect(typedValues(form)).toMatchObject({ b: ["1", "2"], "a.0.name": "Một" });
  });

  it("with a value where a branch should be keeps the value", async () => {
    expect(formTree(await sent("a=1&a.b=2&d=1&d=2&d.0=3"))).toEqual({ a: "1", d: ["1", "2"] });
  });

  it("of a hundred thousand names is read without holding everybody up", async () => {
    const body = Array.from({ length: 100_000 }, (_, n) => `n${n.toString(36)}=`).join("&");
    const began = performance.now();
    const form = await sent(body);
    expect([Object.keys(typedValues(form)).length, Object.keys(formTree(form)).length]).toEqual([100_000, 100_000]);
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it("loses the NULs no database takes", async () => {
    expect(typedValues(await sent("reason=a%00b"))).toEqual({ reason: "ab" });
  });

  it("that is too large, or no form, is refused", async () => {
    expect(await refusalOf(sent(`a=${"x".repeat(2 * 2 ** 20)}`))).toBe("invalid: form-too-large");
    expect(await refusalOf(sent("{}", { "Content-Type": "application/json" }))).toBe("invalid: not-valid");
    expect(await refusalOf(sent("x", { "Content-Type": "multipart/form-data" }))).toBe("invalid: not-valid");
  });
});

describe("the audience of an address", () => {
  it.each([
    ["/office/rounds/1", "office"],
    ["/OFFICE/rounds/1", "office"],
    ["/%6Fffice/rounds/1", "office"],
    ["/%4Aury", "jury"],
    ["/unit.data", "unit"],
    ["/%", "public"],
    ["/contests/office", "public"],
  ])("%s is %s", (pathname, audience) => expect(audienceOf(pathname)).toBe(audience));
});
