import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

/** The rules of docs/decisions/0001: what the linter cannot know. */
const root = path.resolve(import.meta.dirname, "..");
const layers = ["db", "platform", "domain", "ui", "http", "routes"];
const modules = [
  "audit", "jobs", "files", "people", "units", "contests",
  "entries", "judging", "awards", "forwarding", "documents", "gallery",
];

type Source = { file: string; text: string; lines: number; imports: string[] };

function sourcesUnder(folder: string): Source[] {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith(".d.ts"))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .filter((file) => !file.startsWith("app/paraglide/"))
    .map((file) => {
      const text = readFileSync(path.join(root, file), "utf8");
      return { file, text, lines: text.split("\n").length, imports: importsOf(text, file) };
    });
}

function importsOf(text: string, file: string): string[] {
  const found = text.matchAll(/(?:^|\n)\s*(?:import|export)[^"';]*?from\s*"([^"]+)"|import\(\s*"([^"]+)"\s*\)|import\s+"([^"]+)"/g);
  return [...found].map((match) => resolved(match[1] ?? match[2] ?? match[3]!, file));
}

function resolved(specifier: string, file: string): string {
  if (specifier.startsWith("#app/")) return `app/${specifier.slice(5)}`;
  if (specifier.startsWith("#db/")) return `db/${specifier.slice(4)}`;
  if (specifier.startsWith(".")) return path.join(path.dirname(file), specifier);
  return specifier;
}

const sources = [...sourcesUnder("app"), ...sourcesUnder("db")];
const product = sources.filter(({ file }) => !file.startsWith("db/seeds/"));
const layerOf = (file: string) =>
  file.startsWith("db/") ? "db" : layers.find((layer) => file.startsWith(`app/${layer}/`));
const moduleOf = (file: string) => /^app\/domain\/([^/]+)\//.exec(file)?.[1];
const isServer = (file: string) => /\.server\.tsx?$/.test(file) || file.includes(".server/");

/** Jobs are wired in one place, which may look at every module. */
const compositionRoot = "app/domain/jobs/catalog.server.ts";

function faults(check: (source: Source, target: string) => boolean): string[] {
  return product.flatMap((source) =>
    source.imports.filter((target) => check(source, target)).map((target) => `${source.file} imports ${target}`),
  );
}

describe("imports", () => {
  it("point from routes to http and ui, to domain, to platform, to db", () => {
    expect(
      faults(({ file }, target) => {
        const [from, to] = [layerOf(file), layerOf(target)];
        if (!from || !to || from === to) return false;
        const [a, b] = [layers.indexOf(from), layers.indexOf(to)];
        // The session reads who acts; ui and http stand beside each other.
        return b > a;
      }),
    ).toEqual([]);
  });

  it("inside domain go to earlier modules only", () => {
    expect(
      faults(({ file }, target) => {
        const [from, to] = [moduleOf(file), moduleOf(target)];
        if (!from || !to || from === to || file === compositionRoot) return false;
        return modules.indexOf(to) > modules.indexOf(from);
      }),
    ).toEqual([]);
  });

  it("let only server files of domain, platform and db touch the database", () => {
    expect(
      faults(({ file }, target) => {
        const database = layerOf(target) === "db" || target === "kysely" || target === "pg";
        return database && layerOf(file) !== "db" && !(isServer(file) && /^app\/(domain|platform)\//.test(file));
      }),
    ).toEqual([]);
  });

  it("keep domain free of React, Remix and the web, ui free of server files", () => {
    expect(
      faults(({ file }, target) => {
        if (layerOf(file) === "domain") return /^(react|@remix-run|remix)/.test(target);
        return layerOf(file) === "ui" && isServer(target);
      }),
    ).toEqual([]);
  });

  it("keep pure domain files pure", () => {
    expect(faults(({ file }, target) => layerOf(file) === "domain" && !isServer(file) && isServer(target))).toEqual([]);
    const impure = product
      .filter(({ file }) => layerOf(file) === "domain" && !isServer(file))
      .filter(({ text }) => /\bnew Date\(\)|Date\.now\(|Math\.random\(|\basync\b/.test(text));
    expect(impure.map(({ file }) => file)).toEqual([]);
  });

  it("name a module of the list, and never the package that only marks the framework", () => {
    const folders = readdirSync(path.join(root, "app/domain"));
    expect(folders.filter((folder) => !modules.includes(folder))).toEqual([]);
    expect(faults((_, target) => target === "remix")).toEqual([]);
  });
});

describe("words and settings", () => {
  it("read the environment in one file", () => {
    const readers = product.filter(({ text }) => /process\.env/.test(text)).map(({ file }) => file);
    expect(readers).toEqual(["app/platform/env.server.ts"]);
  });

  it("write no Vietnamese in pages, components or answers: messages hold it", () => {
    const letters = /[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]/i;
    const spoken = product
      .filter(({ file }) => /^app\/(routes|ui|http)\//.test(file))
      .flatMap(({ file, text }) => {
        const code = text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "");
        return letters.test(code) ? [file] : [];
      });
    expect(spoken).toEqual([]);
  });

  it("say every message in both languages", () => {
    const areas = readdirSync(path.join(root, "messages"));
    const keys = (area: string, locale: string) =>
      Object.keys(JSON.parse(readFileSync(path.join(root, "messages", area, `${locale}.json`), "utf8")) as object).sort();
    for (const area of areas) expect(keys(area, "en"), area).toEqual(keys(area, "vi"));
  });
});

describe("size", () => {
  const hardMaximum = 400;
  const sorted = product.map(({ lines }) => lines).sort((a, b) => a - b);

  it("keeps every file under 400 lines, the median at most 80 and the 95th percentile at most 250", () => {
    expect(product.filter(({ lines }) => lines > hardMaximum).map(({ file }) => file)).toEqual(
      product.filter(({ file }) => file === "db/types.ts").map(({ file }) => file),
    );
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(80);
    expect(sorted[Math.floor(sorted.length * 0.95)]).toBeLessThanOrEqual(250);
  });

  it("keeps every route at 150 lines or fewer", () => {
    const long = product.filter(({ file, lines }) => file.startsWith("app/routes/") && lines > 151);
    expect(long.map(({ file, lines }) => `${file} ${lines}`)).toEqual([]);
  });
});
