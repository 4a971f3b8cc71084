import type { FileRules, Medium } from "#app/domain/contests/model.ts";

/** What was found in a file: bytes, pixels, milliseconds; null where it could not be read. */
export type FileFacts = {
  medium: Medium | null;
  mime: string | null;
  bytes: number;
  width?: number | null;
  height?: number | null;
  durationMs?: number | null;
};

export type FileRule =
  | "file-empty"
  | "file-wrong-medium"
  | "file-wrong-type"
  | "file-too-big"
  | "file-unreadable"
  | "image-too-small"
  | "video-too-short"
  | "video-too-long";

export type FileFinding = { rule: FileRule; params: Record<string, string | number> };

/**
 * Judges a file by its category's rules and gives everything wrong with it; nothing found means it is right.
 * Durations are judged in whole seconds, rounded as a player shows them: of 3–10 minutes, 2:59 and 10:01 are
 * refused, and an encoder's 10:00,04 is 10:00.
 */
export function judgeFile(category: { medium: Medium; file: FileRules }, facts: FileFacts): FileFinding[] {
  const { medium, file } = category;
  if (facts.bytes === 0) return [{ rule: "file-empty", params: {} }];
  const findings: FileFinding[] = [];
  if (facts.bytes > file.maxBytes) {
    findings.push({ rule: "file-too-big", params: { bytes: facts.bytes, maxBytes: file.maxBytes } });
  }
  if (facts.medium !== null && facts.medium !== medium) {
    return [...findings, { rule: "file-wrong-medium", params: { medium: facts.medium, expected: medium } }];
  }
  if (facts.mime === null || !file.types.includes(facts.mime)) {
    return [
      ...findings,
      { rule: "file-wrong-type", params: { type: facts.mime ?? "", types: file.types.join(", ") } },
    ];
  }
  return [...findings, ...(medium === "image" ? judgePixels(file, facts) : judgeDuration(file, facts))];
}

function judgePixels({ minLongSidePx = 0 }: FileRules, { width, height }: FileFacts): FileFinding[] {
  if (!width || !height) return [{ rule: "file-unreadable", params: {} }];
  const longSide = Math.max(width, height);
  return longSide < minLongSidePx
    ? [{ rule: "image-too-small", params: { longSide, minLongSide: minLongSidePx } }]
    : [];
}

function judgeDuration({ minDurationMs = 0, maxDurationMs }: FileRules, facts: FileFacts): FileFinding[] {
  if (!facts.durationMs || facts.durationMs < 0) return [{ rule: "file-unreadable", params: {} }];
  const durationMs = Math.round(facts.durationMs / 1000) * 1000;
  const params = { durationMs, minDurationMs, maxDurationMs: maxDurationMs ?? 0 };
  if (durationMs < minDurationMs) return [{ rule: "video-too-short", params }];
  return maxDurationMs !== undefined && durationMs > maxDurationMs
    ? [{ rule: "video-too-long", params }]
    : [];
}
