import type { FailureParams } from "#app/platform/domain-error.ts";
import * as messages from "#app/paraglide/messages/_index.js";
import { runtime } from "#app/platform/runtime.server.ts";
import { readableParams } from "./readable-params.ts";

type Message = (params?: FailureParams) => string;

/** The sentence for a reason key in the reader's language: message `errors_<reason with _>`. */
export function reasonWords(reason: string, params: FailureParams = {}): string {
  const message = (messages as Record<string, unknown>)[`errors_${reason.replaceAll("-", "_")}`];
  if (typeof message === "function") return (message as Message)(readableParams(params));
  runtime().log.error({ reason }, "a reason has no words");
  return messages.errors_unexpected();
}
