import type { Problem } from "#app/domain/entries/import/model.ts";
import * as messages from "#app/paraglide/messages/_index.js";
import { readableParams } from "../readable-params.ts";

type Message = (params?: Record<string, string | number>) => string;

function say(key: string, params: Record<string, string | number> = {}): string {
  const message = (messages as Record<string, unknown>)[key.replaceAll("-", "_")];
  if (typeof message !== "function") throw new Error(`no words for ${key}`);
  return (message as Message)(readableParams(params));
}

/** What is doubtful about a row, as a sentence that says what to do. */
export const problemWords = ({ code, params = {} }: Pick<Problem, "code" | "params">): string => say(`import_problem_${code}`, params);

/** Why a file is not read as a list. */
export const refusalWords = (reason: string, params: Record<string, string | number> = {}): string => say(`errors_list_${reason}`, params);

/** Why a picture of an archive, or the whole of it, was not taken. */
export function pictureWords({ outcome, reason, params = {} }: { outcome: string; reason: string | null; params?: Record<string, string | number> }): string {
  const key = `import_picture_${(reason ?? outcome).replaceAll("-", "_")}`;
  return key in messages ? say(key, params) : say("import_picture_other");
}
