import type { Browser, Page } from "@playwright/test";
import { ALL_FORMATS, BlobSource, Input } from "mediabunny";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clip, hasFfmpeg } from "#tests/http/uploads/samples.ts";
import { openBrowser } from "#tests/support/browser.ts";
import { servePage, type ServedPage } from "#tests/support/served-page.ts";

type Made = { name: string; base64: string; told: number[] } | null;

/** Runs in the page: a small copy of a clip as base64, or null; `stopAt` stops it when that share is done. */
const script = `
  import { shrinkClip } from "/app/ui/clip/shrink-clip.ts";
  window.shrink = async (base64, stopAt) => {
    const told = [], control = new AbortController();
    const file = new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], "VID_1.mov");
    const onProgress = (share) => { told.push(share); if (share >= stopAt) control.abort(); };
    const small = await shrinkClip(file, { onProgress, signal: control.signal });
    if (!small) return null;
    const bytes = new Uint8Array(await small.arrayBuffer());
    let text = "";
    for (const byte of bytes) text += String.fromCharCode(byte);
    return { name: small.name, base64: btoa(text), told };
  };`;

describe.runIf(hasFfmpeg)("a large clip in a browser that can encode", () => {
  let site: ServedPage;
  let browser: Browser;
  let page: Page;
  let encodes: boolean;
  const shrink = (bytes: Buffer, stopAt = 2) =>
    page.evaluate(([base64, stop]) => (window as unknown as { shrink(base64: string, stop: number): Promise<Made> }).shrink(base64, stop),
      [bytes.toString("base64"), stopAt] as [string, number]);
  const h264 = ["-c:v", "libx264", "-preset", "ultrafast", "-crf", "1", "-pix_fmt", "yuv420p", "-c:a", "aac"];

  async function factsOf(bytes: Buffer) {
    const input = new Input({ formats: ALL_FORMATS, source: new BlobSource(new Blob([new Uint8Array(bytes)])) });
    const [picture, sound] = [await input.getPrimaryVideoTrack(), await input.getPrimaryAudioTrack()];
    return { width: picture?.displayWidth, height: picture?.displayHeight, sound: sound?.codec, seconds: await input.computeDuration() };
  }

  beforeAll(async () => {
    [site, browser] = await Promise.all([servePage(script), openBrowser()]);
    page = await browser.newPage();
    await page.goto(site.secure);
    const config = { codec: "avc1.4d001f", width: 1280, height: 720, bitrate: 2_500_000 };
    encodes = await page.evaluate(async (asked) => typeof VideoEncoder !== "undefined" && (await VideoEncoder.isConfigSupported(asked)).supported === true, config);
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    site?.close();
  });

  it("comes out with 720 lines, all its sound and its whole length, and smaller", async () => {
    const large = clip(3, { size: "1920x1080", args: h264 });
    const made = await shrink(large);
    if (!encodes) return expect(made).toBeNull();
    const bytes = Buffer.from(made!.base64, "base64");
    const [before, after] = [await factsOf(large), await factsOf(bytes)];
    expect([after.width, after.height, after.sound, made!.name]).toEqual([1280, 720, before.sound, "VID_1.mp4"]);
    expect(Math.abs(after.seconds - before.seconds)).toBeLessThan(0.25);
    expect(bytes.length).toBeLessThan(large.length);
    expect(made!.told).toEqual([...made!.told].sort((a, b) => a - b));
  }, 120_000);

  it("is left as it is when it has no more than 720 lines, when its sound would be lost, when it is broken, and when stopped", async () => {
    expect(await shrink(clip(1, { size: "1280x720", args: h264 }))).toBeNull();
    // MP4 has no room for Vorbis, and this browser no encoder for anything else that MP4 takes.
    const otherSound = await shrink(clip(1, { size: "1920x1080", args: [...h264.slice(0, -1), "libvorbis", "-f", "matroska"] }));
    const kept = otherSound ? (await factsOf(Buffer.from(otherSound.base64, "base64"))).sound : "the clip itself is sent";
    expect(kept).not.toBeUndefined();
    expect(kept).not.toBeNull();
    expect(await shrink(Buffer.from("no clip at all"))).toBeNull();
    expect(await shrink(clip(3, { size: "1920x1080", args: h264 }), 0.1)).toBeNull();
  }, 120_000);
});
