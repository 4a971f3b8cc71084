import { paraglideVitePlugin } from "@inlang/paraglide-js";
import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";
import remixConfig from "./remix.config.js";
import { paraglideOptions } from "./scripts/paraglide-options.mjs";

declare module "@remix-run/node" {
  interface Future {
    v3_singleFetch: true;
  }
}

/**
 * Words and small components come in a few files by area: one file for each of a thousand messages would cost a
 * phone on a slow line a round trip each.
 */
function chunkOf(id: string): string | undefined {
  const area = /\/app\/paraglide\/messages\/([a-z]+)_/.exec(id)?.[1];
  if (area) return `words-${area}`;
  if (/\/app\/paraglide\//.test(id)) return "words";
  if (/\/node_modules\/(react|react-dom|scheduler|react-router|react-router-dom|@remix-run|turbo-stream)\//.test(id)) {
    return "framework";
  }
  return /\/app\/ui\/[\w-]+\.tsx?$/.test(id) ? "ui" : undefined;
}

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [tailwindcss(), paraglideVitePlugin(paraglideOptions), remix(remixConfig)],
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    rollupOptions: isSsrBuild ? {} : { output: { manualChunks: chunkOf } },
  },
}));
