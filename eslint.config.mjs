/** Lint rules: those that find mistakes. Layout is Prettier's; who may import whom is test/architecture's. */
import eslint from "@eslint/js";
import regexp from "eslint-plugin-regexp";
import tseslint from "typescript-eslint";

export default tseslint.config(
  {
    ignores: [
      "node_modules/",
      "test/vscode/node_modules/",
      "dist/",
      ".cache/",
      "coverage/",
      "server/core/generated/",
      "test/fixtures/",
    ],
  },
  eslint.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      "@typescript-eslint/no-empty-object-type": ["error", { allowInterfaces: "with-single-extends" }],
      "@typescript-eslint/no-confusing-void-expression": [
        "error",
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // Code points are what text is counted in here, where UTF-16 units are not.
      "@typescript-eslint/no-misused-spread": "off",
      "@typescript-eslint/no-dynamic-delete": "off",
      // Services are objects of closures, taken apart where they are used.
      "@typescript-eslint/unbound-method": "off",
      // A cursor over text reads `while (true)` and returns from its middle.
      "@typescript-eslint/no-unnecessary-condition": ["error", { allowConstantLoopConditions: true }],
      "no-constant-condition": ["error", { checkLoops: false }],
      // Traces hold control characters; rules look for them.
      "no-control-regex": "off",
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-console": "error",
    },
  },
  {
    files: ["server/**/*.ts", "client/**/*.ts", "media/**/*.ts"],
    plugins: { regexp },
    rules: {
      // Whoever writes a trace chooses the text that our patterns read: none may take more than linear time.
      "regexp/no-super-linear-backtracking": ["error", { report: "potential" }],
      "regexp/no-super-linear-move": ["error", { report: "potential" }],
    },
  },
  {
    files: ["test/**/*.ts"],
    rules: {
      // A test that meets undefined fails, as it should.
      "@typescript-eslint/no-non-null-assertion": "off",
      "no-console": "off",
    },
  },
  {
    files: ["**/*.mjs"],
    languageOptions: {
      globals: {
        process: "readonly",
        console: "readonly",
        URL: "readonly",
        URLSearchParams: "readonly",
        fetch: "readonly",
        AbortSignal: "readonly",
        setTimeout: "readonly",
        clearTimeout: "readonly",
        Buffer: "readonly",
      },
    },
  },
);
