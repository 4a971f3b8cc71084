import { ensureSetupCode } from "#app/domain/people/setup.server.ts";
import { runtime } from "#app/platform/runtime.server.ts";

/** A fresh one-time set-up code for the console while nobody administers this installation yet; else null. */
export const setupCode = () => ensureSetupCode(runtime().db, runtime().clock());
