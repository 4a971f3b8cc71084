import { readFileSync } from "node:fs";
import { recompute } from "#app/domain/awards/recompute.ts";
import { readRecompute } from "#app/domain/judging/recompute-format.ts";
import { faultLines } from "./faults.ts";
import { reportText } from "./text.ts";

const USAGE = "Cách dùng: npm run recompute -- TỆP.json [--json]";

/**
 * Recomputes a result from one file and prints it, as text or with --json. Answers the exit code: 0 as stated, 1 when
 * the file cannot be used, 2 when it states another result than its scores give.
 */
export function recomputeFile(args: readonly string[], out: (text: string) => void, complain: (line: string) => void): number {
  const [file, ...others] = args.filter((arg) => arg !== "--json");
  if (file === undefined || others.length > 0) return refuse(complain, [USAGE]);
  const text = readText(file);
  if (text === null) return refuse(complain, [`Không đọc được tệp ${file}`]);
  const reading = readRecompute(text);
  if (!reading.ok) return refuse(complain, [`${file} chưa dùng được, ${reading.faults.length} lỗi:`, ...faultLines(reading.faults)]);
  const report = recompute(reading.file);
  out(args.includes("--json") ? JSON.stringify(report, null, 2) : reportText(report));
  return report.categories.some(({ differences }) => differences.length > 0) ? 2 : 0;
}

function refuse(complain: (line: string) => void, lines: readonly string[]): number {
  for (const line of lines) complain(line);
  return 1;
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}
