import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { confirmImport } from "#app/domain/entries/commands/confirm-import.server.ts";
import { startImport } from "#app/domain/entries/commands/import-entries.server.ts";
import { attachPictures, forgetImports } from "#app/domain/entries/import/pictures-job.server.ts";
import { isOutside, matchPictures, type PictureWish } from "#app/domain/entries/import/pictures.ts";
import { findPictures } from "#app/domain/entries/queries/imports.server.ts";
import { registerEntryFiles } from "#app/domain/entries/uploads.server.ts";
import { receiveUpload } from "#app/domain/files/commands.server.ts";
import { uploadPolicy } from "#app/domain/files/policies.server.ts";
import { findUpload, openUpload } from "#app/domain/files/uploads.server.ts";
import type { JobTools } from "#app/domain/jobs/define.server.ts";
import { openStorage, type Storage } from "#app/platform/storage.server.ts";
import { freshDb } from "#tests/support/database.ts";
import { type RawEntry, rawZip } from "#tests/support/import/raw-zip.ts";
import { as, during, makeWorld, type World } from "../world.ts";

const wish = (row: number, more: Partial<PictureWish> = {}): PictureWish => ({ entryId: `e${row}`, row, code: "", picture: "", author: "", ...more });

describe("pictures and rows", () => {
  const wishes = [
    wish(2, { picture: "Mẹ em.JPG" }), wish(3, { code: "LN-TV-003" }), wish(4, { author: "Lý Thị Mảy" }), wish(5, { picture: "chung.png" }),
    wish(6, { picture: "Chung" }), wish(7, { author: "Ma Thị Hoa" }), wish(8, { author: "Ma Thị Hoa" }),
  ];
  it("find each other by file name, code or the one name, whatever case, marks and folders", () => {
    const names = ["ảnh/me em.jpg", "LN_TV_003 (1).jpeg", "ly thi may.png", "chung.jpg", "Ma Thi Hoa.jpg", "khác.jpg", "Mẹ Em.png".normalize("NFD")];
    expect(matchPictures(wishes, names).map(({ entryId, outcome }) => `${entryId} ${outcome}`)).toEqual([
      "e2 waiting", "e3 waiting", "e4 waiting", "null claimed-twice", "null unmatched", "null unmatched", "e2 second-picture",
    ]);
  });

  it("with names that lead outside are never opened", () => {
    expect(["../a.jpg", "x/../../a.jpg", "/etc/passwd", "C:\\a.jpg", "..\\a.jpg", "a\0.jpg"].filter((name) => !isOutside(name))).toEqual([]);
    expect(["a..b.jpg", "thư mục/ảnh.jpg"].filter(isOutside)).toEqual([]);
  });
});

const fresh = freshDb();
let world: World;
let storage: Storage;
let dir: string;
let importId: string;
const tools = (): JobTools => ({ db: fresh.db, storage, clock: () => during, ffmpeg: null, partsDir: path.join(dir, "parts") });

beforeAll(async () => {
  world = await makeWorld(fresh.db);
  dir = mkdtempSync(path.join(tmpdir(), "vong-thi-zip-"));
  storage = openStorage(dir);
  registerEntryFiles();
  const rows = ["Lý Thị Mảy;Mẹ em;2014;tranh 1.jpg", "Lò Văn Sơn;Bố em;2014;tranh 2.jpg", "Hà Thị Yến;Bà em;2014;tranh 3.jpg", "Ma Thị Hoa;Ông em;2014;tranh 4.jpg", "Cổ Văn Tài;Bản em;2014;tranh 5.jpg"];
  const bytes = Buffer.from(["Họ và tên;Tên tranh;Năm sinh;Tên tệp", ...rows].join("\n"));
  const mapping = { defaultUnitId: world.school, defaultCategoryId: world.drawings };
  ({ importId } = await startImport(as(world, world.teacher), { contestId: world.contestId, onBehalf: false, file: { name: "ds.csv", bytes }, mapping }));
  expect(await confirmImport(as(world, world.teacher), importId)).toEqual({ written: 5 });
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

let sends = 0;

/** Sends an archive as a phone would, each a second after the one before, and lets the job read it; gives its id. */
async function send(archive: Buffer) {
  const now = new Date(during.getTime() + 1_000 * sends++);
  const grant = await uploadPolicy("import-pictures")!.begin({ db: fresh.db, actor: world.teacher, now }, { input: { importId }, file: { name: "anh.zip", bytes: archive.length, declaredType: "" } });
  if (!grant.ok) throw new Error(grant.reason);
  const [key, customId, file] = [randomUUID(), randomUUID(), path.join(dir, randomUUID())];
  writeFileSync(file, archive);
  await openUpload(fresh.db, { key, customId, slug: "import-pictures", ...grant, name: "anh.zip", bytes: archive.length, declaredType: "" }, now);
  const told = await receiveUpload({ db: fresh.db, storage, now }, (await findUpload(fresh.db, key))!, { path: file, sha256: "0".repeat(64) });
  expect(told).toEqual({ ok: true, archiveId: customId });
  await attachPictures.run(tools(), { archiveId: customId });
  return customId;
}

async function read(archiveId: string) {
  const { archives, missing } = await findPictures(as(world, world.teacher), importId);
  return { archive: archives.find(({ id }) => id === archiveId), missing };
}

const picture = (seed: number) =>
  sharp({ create: { width: 1200, height: 900, channels: 3, background: { r: seed * 40, g: 90, b: 200 - seed * 30 } } }).jpeg().toBuffer();
const filesIn = () => readdirSync(dir, { recursive: true }).length;

describe("an archive of pictures", () => {
  it("reaches the entries through the usual door; what cannot be taken is said and the others go on", async () => {
    const entries: RawEntry[] = [
      { name: "Tranh/TRANH 1.jpg", data: await picture(1) },
      { name: "../tranh 2.jpg", data: await picture(2) },
      { name: "tranh 3.jpg", data: await picture(3), declared: 5 * 2 ** 30 },
      { name: "tranh 4.jpg", data: Buffer.alloc(40_000_000), declared: 1_000 },
      { name: "tranh 5.jpg", data: Buffer.from("không phải ảnh") },
      { name: "lạ.jpg", data: await picture(4) },
      { name: "__MACOSX/._tranh 1.jpg", data: Buffer.from("x") },
    ];
    const { archive, missing } = await read(await send(rawZip(entries)));
    expect(archive).toMatchObject({ state: "done", attached: 1, total: 6 });
    expect(archive!.files.map(({ name, outcome, reason }) => [name, outcome, reason])).toEqual([
      ["../tranh 2.jpg", "refused", "zip-outside"],
      ["tranh 3.jpg", "refused", "file-too-big"],
      ["tranh 4.jpg", "refused", "file-too-big"],
      ["tranh 5.jpg", "refused", "type-unknown"],
      ["lạ.jpg", "unmatched", null],
    ]);
    expect(missing.map(({ row, picture: name }) => [row, name])).toEqual([[3, "tranh 2.jpg"], [4, "tranh 3.jpg"], [5, "tranh 4.jpg"], [6, "tranh 5.jpg"]]);
    const attached = await fresh.db.selectFrom("entries").select("title").where("file_id", "is not", null).execute();
    expect(attached).toEqual([{ title: "Mẹ em" }]);
    expect(await fresh.db.selectFrom("stored_archives").select("id").execute()).toEqual([]);
  });

  it("sent again brings only what was missing, and a job done twice does nothing twice", async () => {
    const before = filesIn();
    const archiveId = await send(rawZip([{ name: "tranh 1.jpg", data: await picture(5) }, { name: "tranh 2.jpg", data: await picture(2) }]));
    const { archive, missing } = await read(archiveId);
    expect(archive).toMatchObject({ state: "done", attached: 1, total: 2 });
    expect(archive!.files.map(({ name, outcome }) => [name, outcome])).toEqual([["tranh 1.jpg", "has-file"]]);
    expect(missing.length).toBe(3);
    expect(filesIn()).toBeGreaterThan(before);
    const settled = filesIn();
    await attachPictures.run(tools(), { archiveId });
    expect(filesIn()).toBe(settled);
  });

  it.each([
    ["broken", () => Buffer.from("không phải zip, chỉ là chữ"), "zip-broken"],
    ["whose files share bytes", () => rawZip([{ name: "a.jpg", data: Buffer.alloc(1_000_000) }, { name: "b.jpg", data: Buffer.alloc(10), at: 0 }]), "zip-overlaps"],
    ["of too many files", () => rawZip(Array.from({ length: 5_001 }, (_, at) => ({ name: `${at}.jpg`, data: Buffer.alloc(1) }))), "zip-too-many-files"],
  ])("%s is refused as a whole with its reason", async (_, make, reason) => {
    const { archive } = await read(await send(make()));
    expect(archive).toMatchObject({ state: "refused", reason });
  });

  it("with a password is refused file by file", async () => {
    const { archive } = await read(await send(rawZip([{ name: "tranh 3.jpg", data: await picture(3), encrypted: true }])));
    expect(archive!.files.map(({ outcome, reason }) => [outcome, reason])).toEqual([["refused", "zip-encrypted"]]);
  });

  it("is only for those who may bring the list in", async () => {
    const ask = { input: { importId }, file: { name: "anh.zip", bytes: 10, declaredType: "" } };
    for (const actor of [world.stranger, world.secretary, null]) {
      expect(await uploadPolicy("import-pictures")!.begin({ db: fresh.db, actor, now: during }, ask)).toMatchObject({ ok: false, reason: "import-not-found" });
    }
  });

  it("and previews nobody said yes to are forgotten after a week", async () => {
    const { importId: waiting } = await startImport(as(world, world.teacher), {
      contestId: world.contestId, onBehalf: false, file: { name: "x.csv", bytes: Buffer.from("Họ và tên;Tên tranh;Năm sinh\nLù Thị Sơ;Chợ;2014") }, mapping: { defaultUnitId: world.school },
    });
    const left = async () => (await fresh.db.selectFrom("import_rows").select("import_id").where("import_id", "=", waiting).execute()).length;
    await forgetImports.run(tools(), {});
    expect(await left()).toBe(1);
    await forgetImports.run({ ...tools(), clock: () => new Date(during.getTime() + 8 * 86_400_000) }, {});
    expect(await left()).toBe(0);
  });
});
