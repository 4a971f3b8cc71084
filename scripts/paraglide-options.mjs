/**
 * How the messages are compiled; shared by the bundler and the commands.
 * @type {import("@inlang/paraglide-js").CompilerOptions}
 */
export const paraglideOptions = {
  project: "./project.inlang",
  outdir: "./app/paraglide",
  strategy: ["cookie", "baseLocale"],
  cookieName: "vt_lang",
  isServer: "import.meta.env?.SSR ?? typeof window === 'undefined'",
};
