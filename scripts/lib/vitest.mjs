import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { bin, runNode } from "./process.mjs";

/** Settings of the person at the keyboard that must not reach the tests. */
const cleared = Object.fromEntries(
  ["DATABASE_URL", "PORT", "HOST", "ORIGIN", "SITE_ORIGIN", "DATA_DIR", "UPLOADTHING_TOKEN", "SESSION_SECRET",
    "UPLOAD_SECRET", "LOG_LEVEL", "TRUST_PROXY", "NODE_ENV"].map((name) => [name, undefined]),
);

/** Runs a vitest configuration, showing its output, and answers what came of it. */
export async function runVitest(config, env = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), "vong-thi-report-"));
  const file = path.join(folder, "report.json");
  try {
    const { code } = await runNode(
      [bin("vitest/vitest.mjs"), "run", "--config", config, "--reporter=dot", "--reporter=json", `--outputFile.json=${file}`],
      { env: { ...cleared, ...env, FORCE_COLOR: process.stdout.isTTY ? "1" : undefined }, show: true },
    );
    return summary(readReport(file), code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return { testResults: [] };
  }
}

function summary(report, code) {
  const tests = report.testResults.flatMap((file) => file.assertionResults);
  const passed = tests.filter((test) => test.status === "passed").length;
  // A file that could not even be loaded has no failed test of its own.
  const broken = report.testResults.filter((file) =>
    file.status === "failed" && file.assertionResults.every((test) => test.status !== "failed")).length;
  const failed = tests.filter((test) => test.status === "failed").length + broken;
  const skipped = tests.filter((test) => !["passed", "failed"].includes(test.status)).map((test) => test.fullName);
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed, skipped };
}
