/** Hostile names, traces and configs, and all that the command line says of them: terminals and CI logs obey none of it. */
import { Writable } from "node:stream";
import type { Command } from "commander";
import { describe, expect, it } from "vitest";
import { commands } from "../../server/cli/commands/list";
import { Output } from "../../server/cli/output/output";
import { hostileText, obeyed } from "../support/hostileText";
import { modelServer, says, verdict } from "../support/modelServer";
import { folderWith, traceAuditor } from "./support/commandLine";

/** A text that stands in JSON in a line of a trace. */
const inJson = JSON.stringify(hostileText);
/** It as it can stand in one line. */
const inLine = hostileText.replace(/[\r\n]+/g, " ");
/** It as a tag's name and an attribute can hold it. */
const inWord = inLine.replace(/[\s<>/=,]/g, "");

const trace = `@sample id=${inWord} profile=toolrl off=${inWord}
@tools
[{"name": ${inJson}, "parameters": {"type": "object", "properties": {}, "required": [${inJson}]}}]
@completion
<think> ${inLine} </think>
<tool_call>
{"name": ${inJson}, "parameters": {${inJson}: 'a'}}
</tool_call>
<zz\u001b[31m> </zz>
@ground-truth
<think> b </think>
<tool_call>
{"name": ${inJson}, "parameters": {${inJson}: 1}}
</tool_call>
@sample profile=${inWord}
@completion
##vso[task.setvariable]
 ::error::owned <think> a
`;
/** Names of files can hold no slash; one begins a line where it is told of. */
const name = `::error::${inLine.replaceAll("/", "_").slice(0, 150)}.trace`;
const record = JSON.stringify({
  input: hostileText,
  output: `<think> ${hostileText}`,
  score: 1,
  step: 3,
  id: hostileText,
  uid: hostileText,
});

/** A run whose groups, models, components, tools and categories are named by an attacker. */
const rollout = (step: number, i: number): string =>
  JSON.stringify({
    input: `user\n${hostileText} ${i % 2}\nassistant\n`,
    output: `<think> ${hostileText} </think>\n<tool_call>\n{"name": ${JSON.stringify(hostileText.slice(i % 3))}, "parameters": {${inJson}: 1}}\n</tool_call>`,
    gts: `<think> a </think>\n<tool_call>\n{"name": ${inJson}, "parameters": {}}\n</tool_call>`,
    score: i % 2,
    step,
    uid: `${hostileText}${i % 2}-${step}_${i}_0`,
    reward_extra_info: { [hostileText]: 0.5 },
    ...{ group: hostileText, model: hostileText, category: hostileText, [hostileText]: 0.5 },
  });
const run = [1, 2, 3].flatMap((step) => [0, 1, 2, 3].map((i) => `${rollout(step, i)}\n`)).join("");
const pair = JSON.stringify({
  pair_uid: hostileText,
  conversation_input: [{ role: "user", content: hostileText }],
  chosen: { answer: `a ${hostileText}`, model: hostileText },
  reject: { answer: `b ${hostileText}` },
});
const splits = ["step", "group", "prompt", "category", "rule", "tool", "model", "file"].flatMap((by) => ["--by", by]);
const reported = [
  "report",
  "run/##[error]a.jsonl",
  "--with-samples",
  "3",
  ...splits,
  "--compare",
  "run/##[error]a.jsonl",
];
const nowhere = ["--base-url", "http://127.0.0.1:9", "--history", "h"];

const folder = folderWith({
  [name]: trace,
  "run/##[error]a.jsonl": run,
  "pairs.jsonl": `${pair}\n`,
  "##[error]records.jsonl": `${record}\n${record}\n{broken ${inLine}\n`,
  "configured/trace-auditor.json": JSON.stringify({
    profiles: { [`p${hostileText}`]: { extends: hostileText }, own: { [hostileText]: 1 } },
    [hostileText]: 1,
  }),
  "configured/a.trace": trace,
});

/** A command of the command line, what it is called, and a form of what it writes, if it has several. */
interface Surface {
  readonly command: string;
  readonly form: string | undefined;
}

/** What the commands say they write, so that a new one and a new form of an old one are asked for here. */
function surfaces(): Surface[] {
  const nothing = new Output(new Writable());
  const world = { stdin: process.stdin, stdout: nothing, stderr: nothing, folder, entry: "" };
  const of = (command: Command, before: string): Surface[] => {
    const title = `${before}${command.name()}`;
    const forms = command.options.find(({ long }) => long === "--format")?.argChoices ?? [undefined];
    const within = command.commands.flatMap((each) => of(each, `${title} `));
    return title === "batch" ? within : [...forms.map((form) => ({ command: title, form })), ...within];
  };
  return commands.flatMap((make) =>
    of(
      make(world, () => undefined),
      "",
    ),
  );
}

const written: readonly (readonly [string, readonly string[]])[] = [
  ["audit", ["audit", "."]],
  ["audit, as a table", ["audit", ".", "--summary"]],
  ["audit, as JSON lines", ["audit", ".", "--format", "jsonl"]],
  ["audit, as JSON", ["audit", ".", "--format", "json"]],
  ["audit, as SARIF", ["audit", ".", "--format", "sarif"]],
  ["score", ["score", ".", "--explain"]],
  ["score, compared", ["score", ".", "--compare", "recorded"]],
  ["score, as a table", ["score", ".", "--format", "text"]],
  ["score, as JSON lines", ["score", ".", "--format", "jsonl"]],
  ["score, recognised", ["score", ".", "--recognise"]],
  ["fix", ["fix", "run/##[error]a.jsonl"]],
  ["parse, as text", ["parse", ".", "--format", "text"]],
  ["parse, as JSON lines", ["parse", ".", "--format", "jsonl"]],
  ["convert", ["convert", "run/##[error]a.jsonl", "--to", "chat", "--out", "converted.jsonl"]],
  ...["text", "json", "markdown", "html"].map(
    (form) => [`report, as ${form}`, [...reported, "--format", form]] as const,
  ),
  ["report, its rows", ["report", "run/##[error]a.jsonl", "--rows", "jsonl"]],
  ["report, a part of it", ["report", "run/##[error]a.jsonl", "--partial"]],
  ["report, with a filter", ["report", "run/##[error]a.jsonl", "--only", hostileText]],
  ["judge", ["judge", "pairs.jsonl", ...nowhere, "--model", hostileText]],
  ["judge, of an address", ["judge", "pairs.jsonl", "--base-url", hostileText, "--model", "m", "--history", "h"]],
  [
    "batch export",
    ["batch", "export", "pairs.jsonl", "--out", "##[error]batch", "--model", hostileText, "--history", "h"],
  ],
  ["batch import", ["batch", "import", "run/##[error]a.jsonl", "--of", hostileText, "--history", "h"]],
  ["a config that cannot be used", ["audit", "configured"]],
  ["flags", ["audit", ".", "--profile", hostileText, hostileText]],
  ["a file that is not there", ["audit", `${hostileText}.trace`]],
  ["a command that is not there", [hostileText]],
];
/** Of what a hostile judge answered. */
const judged = ["text", "json"].map((form) => ["judge", "report", "pairs.jsonl", "--history", "h", "--format", form]);

it("each command and each form of what it writes is tried", () => {
  const tried = ({ command, form }: Surface): boolean =>
    [...written.map(([, args]) => args), ...judged].some(
      (args) =>
        args.slice(0, command.split(" ").length).join(" ") === command &&
        (form === undefined || args[args.indexOf("--format") + 1] === form || (command === "audit" && form === "text")),
    );
  expect(surfaces().length).toBeGreaterThan(15);
  expect(surfaces().filter((surface) => !tried(surface))).toEqual([]);
});

describe("of hostile files nothing is obeyed that is said", () => {
  it.each(written)("by %s", async (_, args) => {
    const files = args.includes(".") ? [name, "##[error]records.jsonl"] : [];
    const given = args.flatMap((arg) => (arg === "." ? files : [arg]));
    const { stdout, stderr } = await traceAuditor(
      given.map((arg) => (arg === name ? `./${arg}` : arg)),
      { folder },
    );
    expect(`${stdout}${stderr}`).toMatch(/evil|owned|error/);
    expect(obeyed(stdout)).toEqual([]);
    expect(obeyed(stderr)).toEqual([]);
  });

  it("by judge report, of a judge that is hostile itself", async () => {
    const server = await modelServer(says(`${hostileText} ${verdict("A")}`));
    const args = ["judge", "pairs.jsonl", "--base-url", server.url, "--model", hostileText, "--history", "h"];
    const asked = await traceAuditor(args, { folder });
    await server.close();
    expect(asked.stdout).toContain("evil");
    expect([asked.stdout, asked.stderr].flatMap(obeyed)).toEqual([]);
    for (const report of judged) {
      const { code, stdout, stderr } = await traceAuditor(report, { folder });
      expect({ code, isQuoted: stdout.includes("evil") }).toEqual({ code: 0, isQuoted: true });
      expect([stdout, stderr].flatMap(obeyed)).toEqual([]);
    }
  });

  it("as a name that begins a line", async () => {
    const { stdout } = await traceAuditor(["audit", name], { folder });
    expect(stdout).toContain(": :error::[Fix]");
    expect(obeyed(stdout)).toEqual([]);
  });

  it("while values in JSON stay what they are", async () => {
    const { stdout } = await traceAuditor(["audit", name, "--format", "jsonl"], { folder });
    const [first] = stdout.split("\n");
    expect((JSON.parse(first ?? "") as { readonly file: string }).file).toBe(name);
  });

  it("and one text that all findings quote does not become a hundred long ones", async () => {
    const long = "p".repeat(200_000);
    const calls = Array.from({ length: 50 }, () => `{"name": "${long}", "parameters": {}}`).join("\n");
    const files = folderWith({
      "a.trace": `@sample profile=toolrl\n@tools\n[{"name": "f"}]\n@completion\n<think> a </think>\n<tool_call>\n${calls.slice(0, 600_000)}\n</tool_call>\n`,
    });
    const { stdout } = await traceAuditor(["audit", "a.trace"], { folder: files });
    expect(stdout.length).toBeGreaterThan(1000);
    expect(stdout.length).toBeLessThan(200_000);
  });
});
