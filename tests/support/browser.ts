import { chromium, type Browser } from "@playwright/test";
import { readEnv } from "#app/platform/env.server.ts";
import { findChromium } from "#app/platform/programs.server.ts";
import { chromiumFlags } from "#scripts/lib/chromium.mjs";

/** Opens the Chromium that the test command provides, or one installed on this machine. Close it afterwards. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findChromium(readEnv());
  if (!executablePath) throw new Error("No Chromium: set CHROMIUM_PATH, or run the tests by npm test");
  return chromium.launch({ executablePath, args: chromiumFlags });
}
