import { randomUUID } from "node:crypto";
import { copyFileSync, mkdirSync, statSync } from "node:fs";
import path from "node:path";
import { receiveUpload } from "#app/domain/files/commands.server.ts";
import { registerUploadPolicy } from "#app/domain/files/policies.server.ts";
import { hashFile } from "#app/domain/files/part-files.server.ts";
import { findUpload, openUpload } from "#app/domain/files/uploads.server.ts";
import { openStorage } from "#app/platform/storage.server.ts";
import { judgedContest } from "#tests/support/builders/small-contest.ts";
import type { BenchCase } from "../bench-case.ts";
import { bareSizes, photoFile } from "./images.ts";
import { cookieOf, type Ground, onGround } from "./support/ground.ts";
import { get, siteOn, withServer } from "./support/processes.ts";
import { p95 } from "./support/statistics.ts";

const photos = 85;
const hands = 2;

registerUploadPolicy({
  slug: "bench",
  begin: async () => ({ ok: true, ownerId: randomUUID(), medium: "image", purpose: {}, maxBytes: 1e9 }),
  complete: async () => ({ ok: true }),
});

/** Does `work` for each photo, two at a time as there are two cores; gives the ms for all. */
async function withTwoHands(work: (index: number) => Promise<unknown>): Promise<number> {
  const start = performance.now();
  let next = 0;
  const hand = async () => {
    while (next < photos) await work(next++);
  };
  await Promise.all(Array.from({ length: hands }, hand));
  return performance.now() - start;
}

/** All that happens to a picture that has arrived: looked at, cleaned, decoded, sized, stored, printed, written down. */
async function receive({ db, dataDir }: Ground, file: string, index: number): Promise<void> {
  const [key, customId] = [`bench${index}x${randomUUID().replaceAll("-", "")}`, randomUUID()];
  const copy = path.join(dataDir, "parts", key);
  copyFileSync(file, copy);
  const grant = { medium: "image" as const, purpose: {}, name: "x", bytes: statSync(copy).size, declaredType: "" };
  await openUpload(db, { key, customId, slug: "bench", ownerId: randomUUID(), ...grant }, new Date());
  const upload = await findUpload(db, key);
  const world = { db, storage: openStorage(dataDir), now: new Date() };
  const result = await receiveUpload(world, upload!, { path: copy, sha256: await hashFile(copy) });
  if (!result.ok) throw new Error(`a photo was refused: ${result.reason}`);
}

/** The p95 of a page in ms, asked for again and again until `until` holds. */
async function pageWhile(url: string, cookie: string, until: () => boolean): Promise<number> {
  const times: number[] = [];
  while (!until() || times.length < 40) {
    const start = performance.now();
    const { status } = await get(url, { cookie });
    if (status !== 200) throw new Error(`${url} answered ${status}`);
    times.push(performance.now() - start);
    await new Promise((rest) => setTimeout(rest, 50));
  }
  return p95(times);
}

type Figures = { pipeline: { value: number; baseline: number }; page: { value: number; baseline: number } };

async function measure(ground: Ground): Promise<Figures> {
  mkdirSync(path.join(ground.dataDir, "parts"), { recursive: true });
  const file = path.join(ground.dataDir, "photo.jpg");
  await photoFile(file);
  const contest = await judgedContest(ground.db, new Date(), 50);
  const cookie = await cookieOf(ground.db, contest.district.organiser.actor.personId);
  return withServer(siteOn(ground.dataDir), async ({ url }) => {
    const page = `${url}/office/rounds/${contest.district.roundId}/entries`;
    for (let warm = 0; warm < 40; warm++) await get(page, { cookie });
    const quiet = await pageWhile(page, cookie, () => true);
    await receive(ground, file, -1);
    const baseline = await withTwoHands(() => bareSizes(file));
    const alone = await withTwoHands((index) => receive(ground, file, index));
    let over = false;
    const [busy] = await Promise.all([
      pageWhile(page, cookie, () => over),
      withTwoHands((index) => receive(ground, file, photos + index)).finally(() => (over = true)),
    ]);
    return { pipeline: { value: alone, baseline }, page: { value: busy, baseline: quiet } };
  });
}

let measured: Promise<Figures> | undefined;
const figures = () => (measured ??= onGround(measure));

/** 85 photos of 12 MP through the whole pipeline against a bare sharp loop, and what a page feels of it meanwhile. */
export const cases: BenchCase[] = [
  {
    id: "pipeline-85", title: "85 ảnh 12 MP qua hết các bước", unit: "ms", measure: "ratio", limit: 1.3, bound: "most",
    run: async () => (await figures()).pipeline,
  },
  {
    id: "pipeline-85-page", title: "p95 một trang trong lúc xử lý 85 ảnh", unit: "ms", measure: "ratio", limit: 2, bound: "most",
    run: async () => (await figures()).page,
  },
];
