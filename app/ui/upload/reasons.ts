import { m } from "#app/paraglide/messages.js";
import { formatBytes, formatDuration } from "#app/ui/format.ts";
import type { Refused } from "./wire.ts";

type Words = (params: Record<string, string | number>) => string;

const length = (ms: string | number | undefined) => formatDuration(Number(ms ?? 0));

const clipLength: Words = ({ durationMs, minDurationMs, maxDurationMs }) =>
  m.media_refused_clip_length({
    actual: length(durationMs),
    least: length(minDurationMs),
    most: length(maxDurationMs),
  });

const words: Record<string, Words> = {
  empty: () => m.media_refused_empty(),
  "too-large": ({ limit }) => m.media_refused_too_large({ limit: formatBytes(Number(limit ?? 0)) }),
  "type-unknown": () => m.media_refused_type_unknown(),
  "type-svg": () => m.media_refused_type_svg(),
  "type-gif": () => m.media_refused_type_gif(),
  "type-other": () => m.media_refused_type_other(),
  "wrong-medium-image": () => m.media_refused_wrong_medium_image(),
  "wrong-medium-video": () => m.media_refused_wrong_medium_video(),
  "image-broken": () => m.media_refused_image_broken(),
  "image-too-many-pixels": ({ limit }) => m.media_refused_image_too_many_pixels({ limit: limit ?? 100 }),
  "heic-unreadable": () => m.media_refused_heic_unreadable(),
  "video-broken": () => m.media_refused_video_broken(),
  "video-codec": () => m.media_refused_video_codec(),
  "file-empty": () => m.media_refused_empty(),
  "file-too-big": ({ maxBytes }) => m.media_refused_too_large({ limit: formatBytes(Number(maxBytes ?? 0)) }),
  "file-wrong-medium": ({ expected }) =>
    expected === "video" ? m.media_refused_wrong_medium_video() : m.media_refused_wrong_medium_image(),
  "file-wrong-type": () => m.media_refused_type_here(),
  "file-unreadable": () => m.media_refused_type_unknown(),
  "image-too-small": ({ longSide, minLongSide }) =>
    m.media_refused_too_small({ long_side: longSide ?? 0, least: minLongSide ?? 0 }),
  "video-too-short": clipLength,
  "video-too-long": clipLength,
  "signed-out": () => m.media_refused_signed_out(),
  "not-allowed": () => m.media_refused_not_allowed(),
  "intake-closed": () => m.media_refused_intake_closed(),
};

/**
 * Says in the reader's language why a file was not taken and what to do. `explain` words the reasons of the page's
 * own rules; sizes arrive in bytes, lengths in ms.
 */
export function refusalWords(
  { reason, params }: Refused,
  explain?: (refused: Refused) => string | null
): string {
  return explain?.({ reason, params }) ?? words[reason]?.(params) ?? m.media_refused_other();
}
