import { createServer, type Server } from "node:http";
import { readdirSync } from "node:fs";
import type { AddressInfo } from "node:net";
import path from "node:path";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeJudging } from "#app/domain/awards/commands/close-judging.server.ts";
import { publishRound } from "#app/domain/awards/commands/publish-round.server.ts";
import { withdrawConsents } from "#app/domain/entries/commands/withdraw-consents.server.ts";
import type { Purpose } from "#app/domain/entries/states.ts";
import { registerPublicWorks } from "#app/domain/gallery/public-works.server.ts";
import { handleRaw } from "#app/http/raw.server.ts";
import { consent } from "#tests/support/builders/entries.ts";
import { giveAll, judgedContest, type SmallContest } from "#tests/support/builders/small-contest.ts";
import { testClock } from "#tests/support/clock.ts";
import { freshDb } from "#tests/support/database.ts";
import { testRuntime } from "#tests/support/runtime.ts";

const now = new Date("2023-09-09T03:00:00Z");
const fresh = freshDb();
const support = testRuntime(fresh, testClock(now));
let contest: SmallContest;
let server: Server;
let origin: string;

const routes = path.resolve(import.meta.dirname, "../../app/routes");
/** Every route that answers somebody without a place in the contest, pages and data alike. */
const publicRoutes = readdirSync(routes, { withFileTypes: true })
  .filter(({ name }) => /^(_public|contests)\b/.test(name))
  .map((entry) => (entry.isDirectory() ? `${entry.name}/route.tsx` : entry.name));

type Loader = (args: LoaderFunctionArgs) => Promise<unknown>;
const loaders = new Map<string, Loader>();

beforeAll(async () => {
  for (const file of publicRoutes) loaders.set(file, ((await import(path.join(routes, file))) as { loader: Loader }).loader);
  registerPublicWorks();
  contest = await judgedContest(fresh.db, now, 4);
  await giveAll(contest, contest.district.judges, [30, 29, 28, 27]);
  for (const { childIds, fileId } of contest.entries) {
    for (const purpose of ["publish-work", "publish-name"] as const) await consent(contest, childIds, purpose, now);
    const key = await support.runtime.storage.putBuffer(Buffer.from("RIFF----WEBP"));
    await fresh.db.updateTable("file_renditions").set({ storage_key: key, bytes: 12 }).where("file_id", "=", fileId).where("variant", "=", "800").execute();
  }
  await fresh.db.updateTable("entries").set({ statement: "Lời kể của em" }).execute();
  await closeJudging(contest.district.organiser, contest.district.roundId);
  await publishRound(contest.district.organiser, contest.district.roundId);
  server = createServer((request, response) => void handleRaw(request, response));
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}, 120_000);
afterAll(() => new Promise((closed) => server.close(closed)));

/** What a public route sends, as text; addresses with a round ask for the first. */
async function answerOf(file: string): Promise<string> {
  const params = { slug: contest.slug, n: "1" };
  const args = { request: new Request("http://localhost:3000/"), params, context: { nonce: "", clientIp: "127.0.0.1" } };
  const answer = await loaders.get(file)!(args as unknown as LoaderFunctionArgs);
  if (!(answer instanceof Response)) return JSON.stringify(answer);
  expect(Number(/max-age=(\d+)/.exec(answer.headers.get("Cache-Control") ?? "max-age=0")![1]), file).toBeLessThanOrEqual(60);
  return answer.text();
}
const everything = async () => (await Promise.all(publicRoutes.map(answerOf))).join("\n");

const picture = (fileId: string, headers: Record<string, string> = {}) => fetch(`${origin}/files/${fileId}/800`, { headers });
const office = () => contest.district.secretary;
const withdraw = (index: number, ...purposes: Purpose[]) =>
  withdrawConsents(office(), contest.contestId, {
    childId: contest.entries[index]!.childIds[0]!, purposes, method: "spoken", askedOn: "2023-09-09", note: "",
  });

describe("a family that takes its consent back", () => {
  it("has been seen on the public pages before", async () => {
    expect(publicRoutes.length).toBeGreaterThanOrEqual(9);
    const seen = await everything();
    for (const [index, { fileId }] of contest.entries.entries()) {
      expect(seen).toContain(`Hoàng Thị Mẩy ${index + 1}`);
      expect(seen).toContain(fileId);
      expect((await picture(fileId)).status).toBe(200);
    }
  });

  it("is gone from every public answer and from the served file at the next request", async () => {
    const { fileId } = contest.entries[0]!;
    const before = await picture(fileId);
    expect(Number(/max-age=(\d+)/.exec(before.headers.get("cache-control")!)![1])).toBeLessThanOrEqual(60);
    await withdraw(0, "publish-work");
    const after = await everything();
    expect([after.includes(fileId), after.includes("Hoàng Thị Mẩy 1"), after.includes(contest.entries[1]!.fileId)]).toEqual([false, true, true]);
    expect((await picture(fileId)).status).toBe(404);
    expect((await picture(fileId, { "if-none-match": before.headers.get("etag")! })).status).toBe(404);
    await withdraw(0, "publish-name");
    expect(await everything()).not.toContain("Hoàng Thị Mẩy 1");
    expect(await everything()).toContain("Tranh 1");
  });

  it("leaves only the other purpose's part", async () => {
    const { fileId } = contest.entries[1]!;
    await withdraw(1, "publish-name");
    const after = await everything();
    expect([after.includes("Hoàng Thị Mẩy 2"), after.includes(fileId)]).toEqual([false, true]);
    expect((await picture(fileId)).status).toBe(200);
  });

  it("of taking part takes title and prize along", async () => {
    const { fileId } = contest.entries[2]!;
    expect(await everything()).toContain("Tranh 3");
    await withdraw(2, "take-part");
    const after = await everything();
    expect(["Tranh 3", "Hoàng Thị Mẩy 3", fileId].filter((word) => after.includes(word))).toEqual([]);
    expect((await picture(fileId)).status).toBe(404);
  });

  it("keeps what no family asked about", async () => {
    const after = await everything();
    expect(["Tranh 4", "Hoàng Thị Mẩy 4", contest.entries[3]!.fileId].filter((word) => !after.includes(word))).toEqual([]);
  });
});
