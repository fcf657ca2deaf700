/** Lint rules: strict types, hooks, accessibility. Raw HTML is refused outright: every word on screen is escaped text. */
import js from "@eslint/js";
import a11y from "eslint-plugin-jsx-a11y";
import hooks from "eslint-plugin-react-hooks";
import globals from "globals";
import ts from "typescript-eslint";

const noRawHtml = [
  "error",
  { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: "Text is escaped by React; never raw HTML." },
  { selector: "MemberExpression[property.name=/^(innerHTML|outerHTML)$/]", message: "Never write raw HTML." },
];

export default ts.config(
  { ignores: ["node_modules/", "../static/"] },
  js.configs.recommended,
  {
    files: ["**/*.{ts,tsx}"],
    extends: [...ts.configs.strictTypeChecked, a11y.flatConfigs.strict, hooks.configs.flat.recommended],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "no-restricted-syntax": noRawHtml,
      "max-len": ["error", { code: 120 }],
      "max-lines": ["error", { max: 220, skipComments: true, skipBlankLines: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
    },
  },
  { files: ["mock/**/*.mjs"], languageOptions: { globals: globals.node }, rules: { "max-len": ["error", { code: 120 }] } },
);
