import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { UTApi } from "uploadthing/server";
import { registerFileNamer, registerFileViewer } from "#app/domain/files/viewers.server.ts";
import { UploadThingStandIn } from "#tests/support/uploadthing-stand-in.ts";
import { ask, head, put, ticket } from "./client.ts";
import { photo, photoWithPlace } from "./samples.ts";
import { cookie, ownerId } from "./session.ts";
import { policy, uploadSite } from "./site.ts";

// The press starts cold, and on a busy machine that takes its time.
vi.setConfig({ testTimeout: 120_000 });

vi.mock("#app/http/session.server.ts", () => import("./session.ts"));

const standIn = new UploadThingStandIn();
const before = { ...process.env };
beforeAll(async () => {
  await standIn.start();
  Object.assign(process.env, standIn.settings);
});
const site = uploadSite({ UPLOADTHING_TOKEN: standIn.token });
afterAll(async () => {
  process.env = before;
  await standIn.stop();
});

registerFileViewer("test", async ({ actor }) => (actor as { personId?: string } | null)?.personId === ownerId);
registerFileNamer(async () => "TV-007");

const look = (fileId: string, variant: string, headers: Record<string, string> = { cookie }) =>
  fetch(`${site.origin}/files/${fileId}/${variant}`, { headers });

describe("with a token of the hosted service", () => {
  it("bytes go there, come home when whole, and are taken away there", async () => {
    const bytes = await photoWithPlace();
    const { url, key, customId } = await ticket(site, "tranh.jpg", bytes.length);
    expect(url.startsWith(standIn.settings.UPLOADTHING_INGEST_URL!)).toBe(true);
    const { status, body } = await put(url, bytes);
    expect([status, body.serverData]).toEqual([
      200, { ok: true, fileId: customId, medium: "image", width: 480, height: 640, durationMs: null },
    ]);
    expect(standIn.files.has(key)).toBe(false);
    expect(standIn.seen.map(({ call }) => call)).toEqual([
      "POST /ingest/route-metadata", "GET KEY", "POST /api/v6/deleteFiles", "POST /ingest/callback-result", "PUT /ingest/KEY",
    ]);
    const kept = Buffer.from(await (await look(customId, "original")).arrayBuffer());
    expect([kept.includes("Secretphone"), (await sharp(kept).metadata()).format]).toEqual([false, "jpeg"]);
  });

  it("an upload cut in the middle goes on from where the service has it", async () => {
    const bytes = await photo(1200, 900);
    const { url, customId } = await ticket(site, "tranh.jpg", bytes.length);
    const half = Math.floor(bytes.length / 2);
    standIn.cutAfter = half;
    await expect(put(url, bytes)).rejects.toThrow();
    expect(await head(url)).toEqual({ status: 200, have: half });
    expect((await put(url, bytes, 0)).status).toBe(416);
    const rest = await put(url, bytes.subarray(half), half);
    expect(rest.body.serverData).toMatchObject({ ok: true, fileId: customId, width: 1200, height: 900 });
    expect(Buffer.from(await (await look(customId, "original")).arrayBuffer()).equals(bytes)).toBe(true);
  });

  it("a judge reads it from this site; there it can be read by a signed address alone, and only until it is home", async () => {
    const bytes = await photo();
    const { url, key, customId } = await ticket(site, "tranh.jpg", bytes.length);
    policy.failOnce = true;
    expect((await put(url, bytes)).body.serverData).toBeNull();
    expect((await fetch(standIn.plainUrl(key))).status).toBe(403);
    const { ufsUrl } = await new UTApi({ token: standIn.token }).generateSignedURL(key, { expiresIn: 60 });
    expect(Buffer.from(await (await fetch(ufsUrl)).arrayBuffer()).equals(bytes)).toBe(true);
    expect((await fetch(ufsUrl.replace(/.$/, (last) => (last === "0" ? "1" : "0")))).status).toBe(403);
    expect((await look(customId, "320")).status).toBe(404);

    const again = await put(url, new Uint8Array(0), bytes.length);
    expect(again.body.serverData).toMatchObject({ ok: true, fileId: customId });
    expect([(await look(customId, "320")).status, (await look(customId, "320", {})).status]).toEqual([200, 404]);
    expect((await fetch(ufsUrl)).status).toBe(404);
  });

  it("a file that is refused is refused in the same words, and does not stay there either", async () => {
    const gif = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64");
    const { url, key } = await ticket(site, "a.jpg", gif.length);
    expect((await put(url, gif)).body.serverData).toEqual({ ok: false, reason: "type-gif", params: {} });
    expect(standIn.files.has(key)).toBe(false);
  });

  it("nobody gets an address without leave, nor one that the service did not hear of", async () => {
    expect((await ask(site, { name: "a.jpg", size: 9 }, {})).status).toBe(403);
    const announced = standIn.files.size;
    policy.refuseBegin = { ok: false, reason: "entry-already-submitted", params: {} };
    expect((await ask(site, { name: "a.jpg", size: 9 })).body).toMatchObject({ reason: "entry-already-submitted" });
    policy.refuseBegin = null;
    expect(standIn.files.size).toBe(announced);
  });
});
