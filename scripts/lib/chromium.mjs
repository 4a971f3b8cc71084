import { existsSync } from "node:fs";
import { say } from "./console.mjs";
import { runProgram } from "./process.mjs";

/** Flags that keep the browser quiet as root and without a network. */
export const chromiumFlags = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
];

/**
 * A Chromium that really starts: CHROMIUM_PATH, one installed here, Playwright's own download, the one inside
 * the npm package, and at last the system's package manager when we are root. Answers its path, or null.
 */
export async function provideChromium() {
  for (const [name, find] of candidates) {
    const file = await find().catch(() => null);
    if (!file) continue;
    const fault = await launchFault(file);
    if (!fault) {
      say(`Trình duyệt cho kiểm thử: ${file} (${name})`);
      return file;
    }
    say(`Không mở được trình duyệt ${file} (${name}): ${fault}`);
  }
  return null;
}

const candidates = [
  ["CHROMIUM_PATH", async () => process.env.CHROMIUM_PATH || null],
  ["có sẵn trên máy", installed],
  ["Playwright", async () => {
    const { chromium } = await import("@playwright/test");
    return existsSync(chromium.executablePath()) ? chromium.executablePath() : null;
  }],
  ["gói npm", async () => (process.platform === "linux" ? (await import("@sparticuz/chromium")).default.executablePath() : null)],
  ["apt-get", installWithApt],
];

async function installed() {
  const { findChromium } = await import("../../app/platform/programs.server.ts");
  return findChromium({ programs: { ffmpeg: null, chromium: null } });
}

async function installWithApt() {
  if (process.getuid?.() !== 0) return null;
  say("Thử cài Chromium bằng apt-get (tối đa 5 phút)…");
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  const install = ["install", "-y", "--no-install-recommends", "chromium"];
  const first = await runProgram("apt-get", install, { env, timeoutMs: 300_000 });
  if (first.code !== 0 && first.code !== 127) {
    await runProgram("apt-get", ["update"], { env, timeoutMs: 120_000 });
    await runProgram("apt-get", install, { env, timeoutMs: 300_000 });
  }
  return installed();
}

async function launchFault(executablePath) {
  const { chromium } = await import("@playwright/test");
  try {
    const browser = await chromium.launch({ executablePath, args: chromiumFlags, timeout: 30_000 });
    try {
      const page = await browser.newPage();
      await page.setContent("<p>ok</p>");
      return (await page.textContent("p")) === "ok" ? null : "trang trống";
    } finally {
      await browser.close();
    }
  } catch (error) {
    return String(error.message).split("\n")[0];
  }
}
