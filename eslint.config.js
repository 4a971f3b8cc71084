import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

const noRemixPackage = {
  paths: [{ name: "remix", message: "The package throws when imported: take @remix-run/node or @remix-run/react." }],
};
const noEnvironment = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: "The environment is read in app/platform/env.server.ts alone.",
};

export default tseslint.config(
  { ignores: ["build/", "app/paraglide/", ".data/", ".cache/", "db/types.ts", "coverage/"] },
  ...tseslint.configs.recommended,
  {
    files: ["**/*.{ts,tsx,js,mjs}"],
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "no-restricted-imports": ["error", noRemixPackage],
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-restricted-syntax": ["error", noEnvironment],
    },
  },
  {
    files: ["app/**/*.{ts,tsx}"],
    plugins: { "react-hooks": reactHooks },
    rules: { "react-hooks/rules-of-hooks": "error", "react-hooks/exhaustive-deps": "error" },
  },
  {
    files: ["app/platform/env.server.ts", "scripts/**", "tests/**", "*.config.{ts,js}"],
    rules: { "no-restricted-syntax": "off" },
  },
);
