import { afterEach, describe, expect, it, vi } from "vitest";
import { listRows } from "#app/ui/desk/list-rows.ts";

describe("reading the desk's rows again", () => {
  afterEach(() => vi.unstubAllGlobals());
  const answering = (answer: () => Promise<Response>) => vi.stubGlobal("fetch", vi.fn(answer));

  it("gives what the server lists", async () => {
    answering(() => Promise.resolve(Response.json({ rows: [{ id: "a" }] })));
    expect(await listRows("/rows")).toEqual([{ id: "a" }]);
  });

  it.each([
    ["a dead line", () => Promise.reject(new TypeError("Failed to fetch"))],
    ["a server in trouble", () => Promise.resolve(new Response("", { status: 503 }))],
    ["an answer that broke off", () => Promise.resolve(new Response('{"rows":[{"id"'))],
  ])("leaves everything as it is over %s", async (_, answer) => {
    answering(answer);
    expect(await listRows("/rows")).toBe(null);
  });
});
