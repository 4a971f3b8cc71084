import { type ActionFunctionArgs, createRequestHandler, type ServerBuild } from "@remix-run/node";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { handleError } from "#app/http/failures.server.ts";
import { pathForLog } from "#app/platform/log.server.ts";
import { action as chooseLanguage } from "#app/routes/language.ts";
import { freshDb } from "#tests/support/database.ts";
import { testRuntime } from "#tests/support/runtime.ts";

const machine = testRuntime(freshDb());
const logged: unknown[] = [];

const pageModule = {
  default: () => null,
  loader({ request }: { request: Request }) {
    if (request.url.includes("broken")) throw new Error("broken");
    return null;
  },
};
const page = (id: string, path: string) => ({ id, path, module: pageModule });
const links = { hasAction: false, hasLoader: true, hasErrorBoundary: false, module: "", imports: [] };
/** A site of two pages and no root above them, just large enough for the framework to look for a page in it. */
const build = {
  entry: { module: { default: (_: Request, status: number) => new Response("page", { status }), handleError } },
  routes: { home: page("home", "/"), accept: page("accept", "/accept/:token") },
  assets: { routes: { home: { id: "home", ...links }, accept: { id: "accept", ...links } }, entry: { module: "", imports: [] }, url: "", version: "1" },
  future: { v3_singleFetch: true },
  publicPath: "/",
  assetsBuildDirectory: "",
  isSpaMode: false,
  mode: "production",
} as unknown as ServerBuild;
const ask = async (path: string, init: RequestInit = {}) =>
  (await createRequestHandler(build, "production")(new Request(`http://localhost${path}`, init), { nonce: "", clientIp: "" })).status;

beforeEach(() => {
  logged.length = 0;
  vi.spyOn(machine.runtime.log, "error").mockImplementation((facts: unknown) => void logged.push(facts));
});

describe("the log", () => {
  it("says nothing of addresses that no page has, nor of requests a page does not take", async () => {
    expect(await ask("/wp-login.php")).toBe(404);
    expect(await ask("/nowhere.data")).toBe(404);
    expect(await ask("/", { method: "POST", body: new URLSearchParams("a=1") })).toBe(405);
    expect(logged).toEqual([]);
  });

  it("names the page that failed, without the token in an invitation's address", async () => {
    await ask("/?q=broken");
    await ask("/accept/broken-4711");
    await ask("/accept/broken-4711.data");
    expect(logged).toMatchObject([
      { method: "GET", path: "/" },
      { method: "GET", path: "/accept/[kept out]" },
      { method: "GET", path: "/accept/[kept out]" },
    ]);
  });

  it.each([
    ["/accept/4711?a=1", "/accept/[kept out]"],
    ["//ACCEPT/4711/x", "/accept/[kept out]"],
    ["/%61ccept/4711", "/accept/[kept out]"],
    ["/accept", "/accept"],
    ["/accepted/1", "/accepted/1"],
    ["/%/x?q", "/%/x"],
  ])("shows %s as %s", (address, path) => expect(pathForLog(address)).toBe(path));
});

describe("choosing a language", () => {
  const choose = async (body: string) => {
    const headers = { "Content-Type": "application/x-www-form-urlencoded" };
    const request = new Request("http://localhost/language", { method: "POST", body, headers });
    return chooseLanguage({ request, params: {}, context: { nonce: "", clientIp: "" } } as unknown as ActionFunctionArgs);
  };

  it.each([
    ["/unit/entries?page=2", "/unit/entries?page=2"],
    ["/\\evil.example", "/"],
    ["//evil.example", "/"],
    ["https://evil.example", "/"],
  ])("from %s leads to %s", async (back, target) => {
    const answer = await choose(new URLSearchParams({ locale: "en", back }).toString());
    expect([answer.status, answer.headers.get("Location")]).toEqual([302, target]);
    expect(answer.headers.get("Set-Cookie")).toMatch(/=en; Path=\/;/);
  });

  it("by a form that is too large is refused", async () => {
    await expect(choose(`back=${"x".repeat(2 * 2 ** 20)}`)).rejects.toMatchObject({ status: 422 });
  });
});
