import type { StepName, StepState } from "#app/domain/files/model.ts";
import { m } from "#app/paraglide/messages.js";

/** The steps of the pipeline in words. */
export const stepWords: Record<StepName, () => string> = {
  preview: () => m.office_entries_step_preview(),
  fingerprint: () => m.office_entries_step_fingerprint(),
  tiles: () => m.duplicates_step_tiles(),
  poster: () => m.office_entries_step_poster(),
  "480p": () => m.office_entries_step_480(),
  "720p": () => m.office_entries_step_720(),
};

/** Where a step stands, in words. */
export const stepStateWords: Record<StepState, () => string> = {
  waiting: () => m.office_entries_step_waiting(),
  running: () => m.office_entries_step_running(),
  done: () => m.office_entries_step_done(),
  failed: () => m.office_entries_step_failed(),
};

const errorWords: Record<string, () => string> = {
  "ffmpeg-missing": () => m.duplicates_error_ffmpeg_missing(),
  "ffmpeg-failed": () => m.duplicates_error_ffmpeg_failed(),
  "ffmpeg-timeout": () => m.duplicates_error_ffmpeg_timeout(),
  "step-broke": () => m.duplicates_error_step_broke(),
  "picture-unreadable": () => m.duplicates_error_picture_unreadable(),
  "picture-late": () => m.duplicates_error_picture_late(),
  "picture-out-of-memory": () => m.duplicates_error_picture_out_of_memory(),
};

/** Why a step failed, in words; null when it did not, or the reason has no words of its own. */
export const stepErrorWords = (error: string | null): string | null => (error && errorWords[error]?.()) ?? null;
