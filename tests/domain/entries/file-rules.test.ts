import { describe, expect, test } from "vitest";
import { judgeFile, type FileFacts } from "#app/domain/entries/file-rules.ts";
import { fillTemplate } from "#app/domain/contests/template.ts";

const [drawings, clips] = fillTemplate({
  name: "Thử",
  theme: "Thử",
  year: 2026,
  hostCode: "1",
  hostName: "huyện",
  nextCode: "2",
  nextName: "tỉnh",
  opensOn: "2026-08-01",
  closesOn: "2026-08-31",
  divisionBasis: "class",
}).categories;

const photo: FileFacts = { medium: "image", mime: "image/jpeg", bytes: 4_000_000, width: 4000, height: 3000 };
const clip: FileFacts = { medium: "video", mime: "video/mp4", bytes: 40_000_000, durationMs: 300_000 };
const judge = (category: typeof drawings, facts: FileFacts) =>
  judgeFile(category!, facts).map(({ rule }) => rule);

describe("a clip of 3 to 10 minutes", () => {
  test.each([
    ["2:59", 179_000, ["video-too-short"]],
    ["2:59,4", 179_400, ["video-too-short"]],
    ["2:59,96 as encoders cut it", 179_960, []],
    ["3:00", 180_000, []],
    ["10:00", 600_000, []],
    ["10:00,04 as encoders pad it", 600_040, []],
    ["10:01", 601_000, ["video-too-long"]],
    ["10:40", 640_000, ["video-too-long"]],
    ["0:00", 0, ["file-unreadable"]],
    ["unknown", null, ["file-unreadable"]],
  ])("%s", (_, durationMs, rules) => expect(judge(clips, { ...clip, durationMs })).toEqual(rules));

  test("a refusal tells the length as a player shows it and the limits", () => {
    expect(judgeFile(clips!, { ...clip, durationMs: 178_960 })).toEqual([
      {
        rule: "video-too-short",
        params: { durationMs: 179_000, minDurationMs: 180_000, maxDurationMs: 600_000 },
      },
    ]);
  });
});

describe("a file", () => {
  test.each<[string, Partial<FileFacts>, string[]]>([
    ["that is right", {}, []],
    ["of 0 bytes", { bytes: 0 }, ["file-empty"]],
    ["of exactly the size allowed", { bytes: 30 * 1024 * 1024 }, []],
    ["one byte over", { bytes: 30 * 1024 * 1024 + 1 }, ["file-too-big"]],
    ["of the other medium", { medium: "video", mime: "video/mp4" }, ["file-wrong-medium"]],
    ["of a type not listed", { mime: "image/svg+xml" }, ["file-wrong-type"]],
    ["that nothing recognises", { medium: null, mime: null }, ["file-wrong-type"]],
    ["with a long side of 1000", { width: 700, height: 1000 }, []],
    ["with a long side of 999", { width: 999, height: 700 }, ["image-too-small"]],
    ["without a size", { width: null }, ["file-unreadable"]],
    [
      "too big and too small",
      { bytes: 99_000_000, width: 9, height: 9 },
      ["file-too-big", "image-too-small"],
    ],
  ])("%s", (_, change, rules) => expect(judge(drawings, { ...photo, ...change })).toEqual(rules));
});
