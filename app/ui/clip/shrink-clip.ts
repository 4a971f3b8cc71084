import { ALL_FORMATS, BlobSource, BufferTarget, Conversion, Input, Mp4OutputFormat, Output } from "mediabunny";

const lines = 720;
const bitrate = 2_500_000;
/** How much shorter or longer the small clip may be: one frame of sound or picture at either end. */
const slackSeconds = 0.25;

type Facts = { seconds: number; sounds: number; shortSide: number; upright: boolean };

async function factsOf(input: Input): Promise<Facts | null> {
  const picture = await input.getPrimaryVideoTrack();
  if (!picture) return null;
  const [width, height] = [await picture.getDisplayWidth(), await picture.getDisplayHeight()];
  const sounds = (await input.getAudioTracks()).length;
  const seconds = await input.computeDuration();
  return { seconds, sounds, shortSide: Math.min(width, height), upright: height > width };
}

const open = (clip: Blob) => new Input({ formats: ALL_FORMATS, source: new BlobSource(clip) });

/** Turns the picture into 720 lines of H.264 and takes the sound over as it is; null when that cannot be done whole. */
async function convert(input: Input, { upright }: Facts, watch: Watch): Promise<Blob | null> {
  const target = new BufferTarget();
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: "in-memory" }), target });
  const size = upright ? { width: lines } : { height: lines };
  const conversion = await Conversion.init({ input, output, video: { ...size, codec: "avc", bitrate, forceTranscode: true } });
  // A browser without an encoder for the sound would silently leave it out.
  if (!conversion.isValid || conversion.discardedTracks.length > 0) return null;
  conversion.onProgress = watch.onProgress;
  watch.signal.addEventListener("abort", () => void conversion.cancel());
  if (watch.signal.aborted) return null;
  await conversion.execute();
  return target.buffer ? new Blob([target.buffer], { type: "video/mp4" }) : null;
}

export type Watch = { onProgress: (share: number) => void; signal: AbortSignal };

/**
 * A smaller copy of a clip in 720p, or null when the clip itself must be sent: it has no more than 720 lines, the
 * browser cannot read or write it, any track would be lost, the copy is not as long as the clip, or it is not smaller.
 * Stopped by `signal`, it gives null as well.
 */
export async function shrinkClip(file: File, watch: Watch): Promise<File | null> {
  try {
    const facts = await factsOf(open(file));
    if (!facts || facts.shortSide <= lines) return null;
    const small = await convert(open(file), facts, watch);
    const made = small && (await factsOf(open(small)));
    if (!made || watch.signal.aborted) return null;
    const whole = made.sounds === facts.sounds && Math.abs(made.seconds - facts.seconds) <= slackSeconds;
    if (!whole || small.size >= file.size) return null;
    return new File([small], `${file.name.replace(/\.[^.]*$/, "")}.mp4`, { type: "video/mp4", lastModified: file.lastModified });
  } catch {
    return null;
  }
}
