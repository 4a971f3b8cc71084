import { ALL_FORMATS, FilePathSource, Input } from "mediabunny";
import { runLimited } from "./limited.server.ts";
import { refuse, type Refusal, type VideoVariant } from "./model.ts";

/** Facts about a clip: px after rotation and duration in ms. */
export interface VideoFacts {
  ok: true;
  width: number;
  height: number;
  durationMs: number;
}

const inspectionMs = 60_000;

/**
 * Reads a clip's tracks without decoding it. Refuses `video-broken` when there is no picture track or no length
 * (a clip cut short) or a minute was not enough, `video-codec` when the picture is in a coding nobody can play.
 */
export async function inspectVideo(path: string): Promise<VideoFacts | Refusal> {
  const input = new Input({ formats: ALL_FORMATS, source: new FilePathSource(path) });
  let clock: NodeJS.Timeout | undefined;
  const late = new Promise<Refusal>((resolve) => {
    clock = setTimeout(() => resolve(refuse("video-broken")), inspectionMs);
  });
  try {
    return await Promise.race([factsOf(input), late]);
  } finally {
    clearTimeout(clock);
    input.dispose();
  }
}

async function factsOf(input: Input): Promise<VideoFacts | Refusal> {
  try {
    const track = await input.getPrimaryVideoTrack();
    if (!track) return refuse("video-broken");
    if (!track.codec) return refuse("video-codec");
    const durationMs = Math.round((await input.computeDuration()) * 1000);
    if (!(durationMs > 0) || !(track.displayWidth > 0)) return refuse("video-broken");
    return { ok: true, width: track.displayWidth, height: track.displayHeight, durationMs };
  } catch {
    return refuse("video-broken");
  }
}

/** Why a run of ffmpeg gave nothing. */
export type ToolFailure = "ffmpeg-missing" | "ffmpeg-failed" | "ffmpeg-timeout";

const timeoutMs = 30 * 60_000;

const demuxer: Record<string, string> = {
  "video/mp4": "mov",
  "video/quicktime": "mov",
  "video/webm": "matroska",
};

/** Address space rather than memory in use: a 4K clip wants 900 MB of it. */
const memoryBytes = 3_000_000_000;

async function run(program: string, args: string[]): Promise<ToolFailure | null> {
  const { code, reason } = await runLimited(program, args, { memoryBytes, timeoutMs });
  if (reason === "missing") return "ffmpeg-missing";
  if (reason === "late") return "ffmpeg-timeout";
  return code === 0 ? null : "ffmpeg-failed";
}

const shortSide = (lines: number) => `scale='if(gt(iw,ih),-2,${lines})':'if(gt(iw,ih),${lines},-2)'`;

function outputOf(
  variant: VideoVariant,
  seconds: number,
  shortest: number
): { before: string[]; after: string[] } {
  if (variant === "poster") {
    const at = Math.min(3, seconds / 3).toFixed(3);
    return {
      before: ["-ss", at],
      after: ["-frames:v", "1", "-vf", "thumbnail=24", "-q:v", "2", "-f", "image2"],
    };
  }
  const wanted = variant === "480p" ? 480 : 720;
  const lines = shortest > 0 ? Math.min(wanted, shortest - (shortest % 2)) : wanted;
  const rate = variant === "480p" ? 1000 : 2500;
  const picture = [
    "-vf",
    shortSide(lines),
    "-c:v",
    "libx264",
    "-preset",
    "veryfast",
    "-crf",
    "24",
    "-profile:v",
    "high",
  ];
  const cap = ["-maxrate", `${rate}k`, "-bufsize", `${rate * 2}k`, "-pix_fmt", "yuv420p", "-g", "60"];
  const sound = ["-map", "0:a:0?", "-c:a", "aac", "-b:a", "96k"];
  return {
    before: [],
    after: ["-map", "0:v:0", ...sound, ...picture, ...cap, "-movflags", "+faststart", "-f", "mp4"],
  };
}

/**
 * Makes one form of a clip with ffmpeg: a JPEG poster from its first third, or a faststart MP4 of 480 or 720
 * lines. Reads local files only, with the demuxer fixed by the sniffed type, on one thread, at most 15 minutes
 * of film, and writes no metadata. Null when it worked.
 */
export function renderVideo(
  ffmpeg: string,
  source: { path: string; mime: string; durationMs: number; shortSide: number },
  variant: VideoVariant,
  target: string
): Promise<ToolFailure | null> {
  const { before, after } = outputOf(variant, source.durationMs / 1000, source.shortSide);
  const guard = ["-nostdin", "-v", "error", "-y", "-protocol_whitelist", "file", "-threads", "1"];
  const input = [...before, "-f", demuxer[source.mime] ?? "mov", "-i", source.path, "-t", "900"];
  const clean = ["-map_metadata", "-1", "-map_chapters", "-1", "-sn", "-dn", "-threads", "1"];
  return run(ffmpeg, [...guard, ...input, ...clean, ...after, target]);
}
