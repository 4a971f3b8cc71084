import type { CategorySetup } from "#app/domain/contests/model.ts";
import { m } from "#app/paraglide/messages.js";
import { formatBytes, formatDuration } from "#app/ui/format.ts";

/** What a file of the category must be, in one line. */
export function categoryHint({ medium, file }: Pick<CategorySetup, "medium" | "file">): string {
  const size = formatBytes(file.maxBytes);
  if (medium === "image") return m.unit_category_image_hint({ size, least: file.minLongSidePx ?? 0 });
  const { minDurationMs = 0, maxDurationMs = 0 } = file;
  return maxDurationMs > 0
    ? m.unit_category_video_hint({ size, least: formatDuration(minDurationMs), most: formatDuration(maxDurationMs) })
    : m.unit_category_video_any_hint({ size });
}
