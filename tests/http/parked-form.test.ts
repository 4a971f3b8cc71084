import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { hashPin } from "#app/domain/people/pins.server.ts";
import { startSession } from "#app/domain/people/sessions.server.ts";
import { act } from "#app/http/form.server.ts";
import { keepSession } from "#app/http/session.server.ts";
import { loader as resume } from "#app/routes/_auth.resume.$parkedId.tsx";
import { action as signIn } from "#app/routes/_auth.sign-in.tsx";
import { testClock } from "#tests/support/clock.ts";
import { freshDb } from "#tests/support/database.ts";
import { makePerson, makeUnit } from "#tests/support/organisation.ts";
import { testRuntime } from "#tests/support/runtime.ts";

const fresh = freshDb();
const now = new Date("2026-09-01T03:00:00Z");
testRuntime(fresh, testClock(now));
let teacher: string;
let colleague: string;

beforeAll(async () => {
  const unitId = await makeUnit(fresh.db, "Trường mẫu", { kind: "school" });
  [teacher, colleague] = [
    await makePerson(fresh.db, "Cô Hằng", [{ role: "entrant", unitId }]),
    await makePerson(fresh.db, "Thầy Páo", [{ role: "entrant", unitId }]),
  ];
  await fresh.db.insertInto("pins").values({ person_id: teacher, hash: await hashPin("274913"), set_at: now }).execute();
});

async function cookieOf(personId: string, startedAt = now): Promise<string> {
  const { token, expiresAt } = await startSession(fresh.db, personId, startedAt);
  return (await keepSession(token, expiresAt)).split(";")[0]!;
}

const longAgo = new Date("2026-01-01T03:00:00Z");

const args = (path: string, init: RequestInit, params: Record<string, string> = {}) =>
  ({
    request: new Request(`http://localhost:3000${path}`, init),
    params,
    context: { nonce: "", clientIp: "127.0.0.1" },
  }) as unknown as ActionFunctionArgs & LoaderFunctionArgs;

const form = (values: [string, string][]) => new URLSearchParams(values);

async function sendLate(): Promise<string> {
  const cookie = await cookieOf(teacher, longAgo);
  const typed = form([["title", "Bố rửa bát"], ["authors.0.fullName", "Lò Thị Mây"], ["colour", "đỏ"], ["colour", "vàng"]]);
  const late = act(args("/unit/entries/new?contest=x", { method: "POST", body: typed, headers: { Cookie: cookie } }),
    z.object({}), async () => "never");
  const response = await late.catch((thrown: unknown) => thrown as Response);
  return (response as Response).headers.get("Location")!;
}

describe("a form sent after the session ran out", () => {
  it("is kept, asked back after the PIN, and whole", async () => {
    const location = await sendLate();
    expect(location).toMatch(/^\/sign-in\?parked=[0-9a-f-]{36}$/);
    const parked = new URLSearchParams(location.split("?")[1]).get("parked")!;
    const username = (await fresh.db.selectFrom("people").select("username").where("id", "=", teacher).executeTakeFirstOrThrow()).username!;
    const body = form([["identifier", username], ["pin", "274913"], ["to", ""], ["parked", parked]]);
    const back = (await signIn(args("/sign-in", { method: "POST", body }))) as Response;
    expect(back.headers.get("Location")).toBe(`/resume/${parked}`);
    const cookie = back.headers.get("Set-Cookie")!.split(";")[0]!;
    const kept = await resume(args(`/resume/${parked}`, { headers: { Cookie: cookie } }, { parkedId: parked }));
    expect({ path: kept.path, values: kept.values }).toEqual({
      path: "/unit/entries/new?contest=x",
      values: { title: "Bố rửa bát", "authors.0.fullName": "Lò Thị Mây", colour: ["đỏ", "vàng"] },
    });
  });

  it("is not there for anybody else, and gone after a day", async () => {
    const parked = new URLSearchParams((await sendLate()).split("?")[1]).get("parked")!;
    const cookie = await cookieOf(colleague);
    const refused = await resume(args(`/resume/${parked}`, { headers: { Cookie: cookie } }, { parkedId: parked })).catch(
      (thrown: unknown) => thrown as Response,
    );
    expect((refused as Response).status).toBe(404);
    await fresh.db.updateTable("parked_forms").set({ parked_at: new Date(now.getTime() - 25 * 3_600_000) }).execute();
    await sendLate();
    const rows = await fresh.db.selectFrom("parked_forms").select("id").execute();
    expect(rows.map(({ id }) => id)).not.toContain(parked);
    expect(rows).toHaveLength(1);
  });

  it("is not kept for a token that was never anybody's", async () => {
    const made = (await keepSession("made-up", new Date(now.getTime() + 1000))).split(";")[0]!;
    const response = await act(
      args("/unit/entries/new", { method: "POST", body: form([["title", "x"]]), headers: { Cookie: made } }), z.object({}), async () => "never",
    ).catch((thrown: unknown) => thrown as Response);
    expect((response as Response).headers.get("Location")).toBe("/sign-in?to=%2Funit%2Fentries%2Fnew");
  });
});
