import { paraglideVitePlugin } from "@inlang/paraglide-js";
import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";
import remixConfig from "./remix.config.js";
import { chunkNames } from "./scripts/lib/chunks.mjs";
import { paraglideOptions } from "./scripts/paraglide-options.mjs";

declare module "@remix-run/node" {
  interface Future {
    v3_singleFetch: true;
  }
}

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [tailwindcss(), paraglideVitePlugin(paraglideOptions), remix(remixConfig)],
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    // A tenth smaller than the default minifier's; the build's twenty seconds are paid once, the bytes by every phone.
    minify: isSsrBuild ? false : "terser",
    terserOptions: { ecma: 2020, compress: { passes: 2 } },
    rollupOptions: isSsrBuild ? {} : { output: { onlyExplicitManualChunks: true, manualChunks: chunkNames() } },
  },
}));
