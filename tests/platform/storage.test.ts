import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadSecrets } from "#app/platform/secrets.server.ts";
import { openStorage } from "#app/platform/storage.server.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "vong-thi-store-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe("storage", () => {
  it("keeps bytes under a random key and gives back any part of them", async () => {
    const storage = openStorage(root);
    const key = await storage.putBuffer(Buffer.from("Lắng nghe"));
    expect(await storage.size(key)).toBe(Buffer.byteLength("Lắng nghe"));
    expect(await text(storage.createReadStream(key))).toBe("Lắng nghe");
    expect(await text(storage.createReadStream(key, { start: 0, end: 0 }))).toBe("L");
    expect(storage.pathOf(key)).toBe(path.join(root, "files", key.slice(0, 2), key.slice(2, 4), key));
  });

  it("takes a finished file over and leaves nothing behind", async () => {
    const storage = openStorage(root);
    const draft = storage.tempPath(".mp4");
    writeFileSync(draft, "clip");
    const key = await storage.putFile(draft);
    expect(readFileSync(storage.pathOf(key), "utf8")).toBe("clip");
    expect(readdirSync(path.join(root, "tmp"))).toEqual([]);
  });

  it("forgets a file, and a second time too", async () => {
    const storage = openStorage(root);
    const key = await storage.putBuffer(Buffer.from("x"));
    await storage.remove(key);
    await storage.remove(key);
    await expect(storage.size(key)).rejects.toThrow("ENOENT");
  });

  it("names what has lain there since before a moment, whatever the age of its bytes, and nothing that is no key", async () => {
    const storage = openStorage(root);
    const draft = storage.tempPath();
    writeFileSync(draft, "old bytes");
    utimesSync(draft, 0, 0);
    const key = await storage.putFile(draft);
    writeFileSync(path.join(path.dirname(storage.pathOf(key)), "note.txt"), "");
    const listed = async (before: number) => {
      const keys: string[] = [];
      for await (const found of storage.keysBefore(new Date(before))) keys.push(found);
      return keys;
    };
    expect([await listed(Date.now() - 60_000), await listed(Date.now() + 60_000)]).toEqual([[], [key]]);
  });

  it("clears away work in progress that was left behind, and only that", async () => {
    const storage = openStorage(root);
    writeFileSync(storage.tempPath(), "half");
    const key = await storage.putBuffer(Buffer.from("x"));
    await storage.discardTemporary(new Date(Date.now() - 60_000));
    expect(readdirSync(path.join(root, "tmp")).length).toBe(1);
    await storage.discardTemporary(new Date(Date.now() + 60_000));
    expect([readdirSync(path.join(root, "tmp")), await storage.size(key)]).toEqual([[], 1]);
  });

  it.each(["../../etc/passwd", "", "A".repeat(32), "a".repeat(31)])("refuses %j as a key", (key) => {
    expect(() => openStorage(root).pathOf(key)).toThrow("not a storage key");
  });
});

describe("secrets", () => {
  const none = { session: null, upload: null };

  it("are made once, readable by the owner alone", () => {
    const first = loadSecrets(root, none);
    expect(loadSecrets(root, none)).toEqual(first);
    expect(first.session).not.toBe(first.upload);
    expect(statSync(path.join(root, "secrets.json")).mode & 0o777).toBe(0o600);
    expect(readdirSync(root)).toEqual(["secrets.json"]);
  });

  it("yield to those of the operator", () => {
    const session = "k".repeat(32);
    expect(loadSecrets(root, { session, upload: null }).session).toBe(session);
  });

  it("stop the start when their file is damaged", () => {
    writeFileSync(path.join(root, "secrets.json"), "{");
    expect(() => loadSecrets(root, none)).toThrow("is damaged");
  });
});
