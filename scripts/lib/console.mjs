/** Says one line of progress. */
export const say = (line) => console.log(`• ${line}`);

/** Says why it cannot go on, and ends with an error. */
export function fail(line) {
  console.error(`✗ ${line}`);
  process.exit(1);
}

/** Runs one long step, saying its name before and its time after. */
export async function step(name, work) {
  say(`${name}…`);
  const start = performance.now();
  const result = await work();
  say(`${name}: xong (${seconds(performance.now() - start)})`);
  return result;
}

/** Milliseconds as people read them: "0,4 giây". */
export const seconds = (ms) => `${(ms / 1000).toFixed(1).replace(".", ",")} giây`;

/** Refuses a Node that is too old, with one clear line instead of a strange error later. */
export function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    fail(`Cần Node 20.19 trở lên, máy này đang dùng ${process.versions.node} / Node 20.19 or newer is needed`);
}

/** Rows as a table with aligned columns; the first row is the header. */
export function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => width(row[column]))));
  const line = (row) => row.map((cell, i) => String(cell) + " ".repeat(widths[i] - width(cell))).join("  ").trimEnd();
  return [line(rows[0]), widths.map((w) => "─".repeat(w)).join("  "), ...rows.slice(1).map(line)].join("\n");
}

const width = (cell) => [...String(cell).normalize("NFC")].length;
