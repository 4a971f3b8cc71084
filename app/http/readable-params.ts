import type { FailureParams } from "#app/platform/domain-error.ts";
import { formatBytes, formatDuration } from "#app/ui/format.ts";

const forms: [RegExp, (value: number) => string][] = [
  [/durationMs$/i, formatDuration],
  [/bytes$/i, formatBytes],
];

/** A reason's numbers as people read them: milliseconds as minutes and seconds, bytes as MB; others as they are. */
export function readableParams(params: FailureParams): FailureParams {
  const readable = Object.entries(params).map(([name, value]) => {
    const form = typeof value === "number" ? forms.find(([named]) => named.test(name))?.[1] : undefined;
    return [name, form ? form(value as number) : value] as const;
  });
  return Object.fromEntries(readable);
}
