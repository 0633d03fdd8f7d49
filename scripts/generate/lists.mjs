/**
 * The lists of rooms whose files are all of one kind: each `list.ts` is generated from the files beside it, so that a
 * new thing needs only its own file. The files are read as text, because nothing can be imported before the lists are
 * right.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../setup/project.mjs";

/** @import { Generated } from "./files.mjs" */

const head = (/** @type {string} */ what) =>
  `/** Written by \`npm run generate\` from the files of this room: ${what} */`;

/** @returns {Generated[]} */
export function lists() {
  return [
    ruleList(),
    formatList(),
    componentList(),
    dialectList(),
    profileList(),
    promptList(),
    ...commandLists(),
    cliList(),
  ];
}

/** @returns {Generated} */
function ruleList() {
  const room = "server/core/rules";
  const categories = readdirSync(join(root, room), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "checks" && entry.name !== "edits")
    .map(({ name }) => ({
      name,
      rules: exportsIn(`${room}/${name}`, /^export const (\w+) = (?:trace|sample|record)Rule\b/m),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const imports = categories.flatMap(({ name, rules }) =>
    rules.map((rule) => `import { ${rule.name} } from "./${name}/${rule.file}";`),
  );
  const entries = categories.map(({ name, rules }) => `${name}: [${rules.map((rule) => rule.name).join(", ")}],`);
  return {
    path: `${room}/list.ts`,
    text: [
      head("a rule is a file in the folder of its category."),
      ...imports,
      "",
      "export const rulesByCategory = {",
      ...entries,
      "};",
    ].join("\n"),
  };
}

/** @returns {Generated} */
function formatList() {
  const room = "server/core/records/formats";
  const formats = exportsIn(room, /^export const (\w+): JsonFormat\b/m);
  const imports = formats.map(({ name, file }) => `import { ${name} } from "./${file}";`);
  const names = formats.map(({ name }) => name).join(", ");
  return {
    path: `${room}/list.ts`,
    text: [
      head("a format is a file."),
      'import type { JsonFormat } from "../fields/jsonFormat";',
      ...imports,
      "",
      `export const formats: readonly JsonFormat[] = [${names}];`,
    ].join("\n"),
  };
}

/**
 * Components are in their own room; those that belong to one program's reward are in its room.
 * @returns {Generated}
 */
function componentList() {
  const room = "server/core/rewards/components";
  const found = foldersOf("server/core/rewards").flatMap((folder) =>
    allExportsIn(`server/core/rewards/${folder}`, /^export const (\w+): Component\b/gm).map((component) => ({
      ...component,
      from: folder === "components" ? "." : `../${folder}`,
    })),
  );
  const files = [...new Set(found.map(({ from, file }) => `${from}/${file}`))];
  const namesOf = (/** @type {string} */ path) =>
    found.filter(({ from, file }) => `${from}/${file}` === path).map(({ name }) => name);
  return {
    path: `${room}/list.ts`,
    text: [
      head("a component is a file."),
      'import type { Component } from "../shape/component";',
      ...files.map((path) => `import { ${namesOf(path).join(", ")} } from "${path}";`),
      "",
      `export const list: readonly Component[] = [${found.map(({ name }) => name).join(", ")}];`,
    ].join("\n"),
  };
}

/** @returns {Generated} */
function dialectList() {
  return dataList("server/core/dialects/data", "a dialect is a file.", "the tests in test/unit/dialects");
}

/** @returns {Generated} */
function profileList() {
  return dataList("server/core/profiles/data", "a profile is a file.", "test/unit/config/schema.test.ts");
}

/** @returns {Generated} */
function promptList() {
  return dataList("server/core/judge/prompts/data", "a prompt is a file.", "test/unit/judge/prompts.test.ts");
}

/**
 * A list of data files.
 * @param {string} room
 * @param {string} what
 * @param {string} checkedBy the type, or function, that checks each file
 * @returns {Generated}
 */
function dataList(room, what, checkedBy) {
  const files = readdirSync(join(root, room))
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => {
      const file = name.slice(0, -".json".length);
      return { file, name: file.replace(/[-.]+(\w)/g, (_, letter) => letter.toUpperCase()) };
    });
  return {
    path: `${room}/list.ts`,
    text: [
      head(what),
      ...files.map(({ name, file }) => `import ${name} from "./${file}.json";`),
      "",
      `// Each is checked against its type by ${checkedBy}.`,
      `export const data: readonly unknown[] = [${files.map(({ name }) => name).join(", ")}];`,
    ].join("\n"),
  };
}

/** @returns {Generated[]} */
function commandLists() {
  const room = "client/src/commands";
  const commands = exportsIn(room, /^export const (\w+) = editorCommand\b/m);
  const imports = commands.map(({ name, file }) => `import { ${name} } from "./${file}";`);
  const ids = exportsIn(room, /^ {2}id: ("traceAuditor\.\w+"),$/m).map(({ name }) => name);
  return [
    {
      path: `${room}/list.ts`,
      text: [
        head("a command is a file."),
        'import type { EditorCommand } from "./command";',
        ...imports,
        "",
        `export const commands: readonly EditorCommand[] = [${commands.map(({ name }) => name).join(", ")}];`,
      ].join("\n"),
    },
    {
      path: "client/src/commandIds.ts",
      text: [
        "/**",
        " * Written by `npm run generate` from the files of commands/: what activation registers, without loading what the",
        " * commands need.",
        " */",
        `export const commandIds = [${ids.join(", ")}] as const;`,
        "",
        "export type CommandId = (typeof commandIds)[number];",
      ].join("\n"),
    },
  ];
}

/** @returns {Generated} */
function cliList() {
  const room = "server/cli/commands";
  const commands = exportsIn(room, /^export function (\w+Command)\(/m);
  return {
    path: `${room}/list.ts`,
    text: [
      head("a command is a file."),
      'import type { MakeCommand } from "./command";',
      ...commands.map(({ name, file }) => `import { ${name} } from "./${file}";`),
      "",
      `export const commands: readonly MakeCommand[] = [${commands.map(({ name }) => name).join(", ")}];`,
    ].join("\n"),
  };
}

/**
 * The exports of a folder's files that match a pattern, one per file; files without a match are helpers.
 * @param {string} folder
 * @param {RegExp} pattern
 */
function exportsIn(folder, pattern) {
  const found = allExportsIn(folder, new RegExp(pattern, "gm"));
  return found.filter(({ file }, i) => found[i - 1]?.file !== file);
}

/**
 * All exports of a folder's files that match a pattern.
 * @param {string} folder
 * @param {RegExp} pattern with the flag `g`
 * @returns {{ file: string, name: string }[]} by name of the file
 */
function allExportsIn(folder, pattern) {
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith(".ts") && name !== "list.ts" && name !== "index.ts")
    .sort()
    .flatMap((name) =>
      [...readFileSync(join(root, folder, name), "utf8").matchAll(pattern)].flatMap(({ 1: found }) =>
        found === undefined ? [] : [{ file: name.slice(0, -".ts".length), name: found }],
      ),
    );
}

/** @param {string} folder */
function foldersOf(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}
