/** Hostile names, traces and configs, and all that the command line says of them: terminals and CI logs obey none of it. */
import { describe, expect, it } from "vitest";
import { hostileText, obeyed } from "../support/hostileText";
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

const folder = folderWith({
  [name]: trace,
  "##[error]records.jsonl": `${record}\n${record}\n{broken ${inLine}\n`,
  "configured/trace-auditor.json": JSON.stringify({
    profiles: { [`p${hostileText}`]: { extends: hostileText }, own: { [hostileText]: 1 } },
    [hostileText]: 1,
  }),
  "configured/a.trace": trace,
});

describe("of hostile files nothing is obeyed that is said", () => {
  it.each([
    ["audit", ["audit", "."]],
    ["audit, as a table", ["audit", ".", "--summary"]],
    ["audit, as JSON lines", ["audit", ".", "--format", "jsonl"]],
    ["audit, as JSON", ["audit", ".", "--format", "json"]],
    ["audit, as SARIF", ["audit", ".", "--format", "sarif"]],
    ["score", ["score", ".", "--explain"]],
    ["score, compared", ["score", ".", "--compare", "recorded"]],
    ["a config that cannot be used", ["audit", "configured"]],
    ["flags", ["audit", ".", "--profile", hostileText, hostileText]],
    ["a file that is not there", ["audit", `${hostileText}.trace`]],
    ["a command that is not there", [hostileText]],
  ])("by %s", async (_, args) => {
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
