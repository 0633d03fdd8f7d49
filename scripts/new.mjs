/**
 * `npm run new -- KIND NAME`: makes the files of a new rule, format, dialect, component or command, with its test and
 * page, and generates what follows from it. The files work from the start, so that there is something to change;
 * CONTRIBUTING.md walks through each.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { main, run, SetupError } from "./setup/process.mjs";
import { root } from "./setup/project.mjs";

const usage = `Usage: npm run new -- KIND NAME, where KIND NAME is one of
  rule CATEGORY/id-of-it     for instance: rule structure/empty-thought
  format id-of-it            for instance: format my-trainer
  dialect id-of-it           for instance: dialect my-model-2
  component id-of-it         for instance: component cites-source
  command nameOfIt           for instance: command showPrompt`;

/**
 * @typedef {object} Kind
 * @property {RegExp} name What a name looks like.
 * @property {string} says How to write a name, for people who wrote it differently.
 * @property {(words: Words, given: string) => Record<string, string>} values What the templates' other marks stand for.
 * @property {Readonly<Record<string, string>>} files Template in scripts/new/KIND → path of the new file.
 */

/** @typedef {{ id: string, name: string, words: string, Words: string, Title: string }} Words */

/** @type {Readonly<Record<string, Kind>>} */
const kinds = {
  rule: {
    name: /^[a-zA-Z]+\/[a-z]+(?:-[a-z]+)+$/,
    says: "A rule is given as CATEGORY/id-of-it. Its id is two words or more, of letters: in fixtures its hyphen tells it from text.",
    values: ({ id }, given) => {
      const category = given.split("/")[0] ?? "";
      const known = categories();
      if (!known.includes(category))
        throw new SetupError(
          `There is no category ${category}. There are ${known.join(", ")}; server/core/rules/index.ts has their titles. A new one is a folder there and a line in that file.`,
        );
      const word = `FIXME_${id.replaceAll("-", "_")}`;
      return { category, word, carets: "^".repeat(word.length) };
    },
    files: {
      "rule.ts.txt": "server/core/rules/{{category}}/{{id}}.ts",
      "page.md.txt": "docs/rules/{{id}}.md",
      "test.ts.txt": "test/unit/rules/{{id}}.test.ts",
    },
  },
  format: {
    name: /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/,
    says: "A format's id is written like my-trainer.",
    values: ({ id }) => ({
      field: `${id.replaceAll("-", "_")}_output`,
      rank: String(highestRank("server/core/records/formats", /^ {2}rank: (\d+),$/m) + 10),
    }),
    files: {
      "format.ts.txt": "server/core/records/formats/{{name}}.ts",
      "test.ts.txt": "test/unit/records/formats/{{id}}.test.ts",
      "fixture.jsonl.txt": "test/fixtures/records/{{id}}.jsonl",
    },
  },
  dialect: {
    name: /^[a-z][a-z0-9]*(?:[-.][a-z0-9]+)*$/,
    says: "A dialect's id is written like my-model-2.",
    values: () => ({ rank: String(highestRank("server/core/dialects/data", /^ {2}"rank": (\d+),$/m) + 10) }),
    files: { "dialect.json.txt": "server/core/dialects/data/{{id}}.json" },
  },
  component: {
    name: /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/,
    says: "A component's name is written like cites-source.",
    values: ({ words }) => ({ end: String("</think> It is ".length + words.length) }),
    files: {
      "component.ts.txt": "server/core/rewards/components/{{name}}.ts",
      "test.ts.txt": "test/unit/rewards/components/{{id}}.test.ts",
    },
  },
  command: {
    name: /^[a-z][a-zA-Z0-9]*$/,
    says: "A command's name is written like showPrompt.",
    values: () => ({}),
    files: {
      "command.ts.txt": "client/src/commands/{{name}}.ts",
      "test.ts.txt": "test/unit/client/commands/{{name}}.test.ts",
    },
  },
};

await main(async () => {
  const [kindName = "", given = "", ...others] = process.argv.slice(2);
  const kind = kinds[kindName];
  if (kind === undefined || others.length > 0) throw new SetupError(usage);
  if (!kind.name.test(given))
    throw new SetupError(`${JSON.stringify(given)} cannot be the name of a ${kindName}. ${kind.says}`);
  const words = wordsOf(given.split("/").at(-1) ?? "");
  const values = { ...words, ...kind.values(words, given) };
  const files = Object.entries(kind.files).map(([template, path]) => ({
    path: filled(path, values),
    text: filled(readFileSync(join(root, "scripts", "new", kindName, template), "utf8"), values),
  }));
  const there = files.filter(({ path }) => existsSync(join(root, path)));
  if (there.length > 0) throw new SetupError(`There is one already: ${there.map(({ path }) => path).join(", ")}`);
  for (const { path, text } of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  console.log(
    `Made, for you to write (to take it back, delete these and run npm run generate):\n${files.map(({ path }) => `  ${path}`).join("\n")}`,
  );
  const { code } = await run(process.execPath, [join(root, "scripts", "generate.mjs")], { cwd: root });
  return code;
});

/**
 * Replaces `{{marks}}` by their values.
 * @param {string} text
 * @param {Readonly<Record<string, string>>} values
 */
function filled(text, values) {
  return text.replace(/\{\{(\w+)\}\}/g, (_, mark) => {
    const value = values[mark];
    if (value === undefined) throw new Error(`nothing stands for {{${mark}}}`);
    return value;
  });
}

/**
 * One name as each place writes it.
 * @param {string} given `empty-thought` or `emptyThought`
 * @returns {Words}
 */
function wordsOf(given) {
  const parts = given.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).split("-");
  const upper = (/** @type {string} */ word) => word.charAt(0).toUpperCase() + word.slice(1);
  const words = parts.join(" ");
  return {
    id: parts.join("-"),
    name: parts.map((part, i) => (i === 0 ? part : upper(part))).join(""),
    words,
    Words: upper(words),
    Title: parts.map(upper).join(" "),
  };
}

function categories() {
  return readdirSync(join(root, "server/core/rules"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "checks" && entry.name !== "edits")
    .map(({ name }) => name);
}

/**
 * The new one goes after the existing ones, until its author decides what it must precede.
 * @param {string} folder
 * @param {RegExp} pattern
 */
function highestRank(folder, pattern) {
  const room = join(root, folder);
  const ranks = readdirSync(room).flatMap((file) => pattern.exec(readFileSync(join(room, file), "utf8"))?.[1] ?? []);
  return Math.max(0, ...ranks.map(Number));
}
