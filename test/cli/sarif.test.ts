import { describe, expect, it } from "vitest";
import type { Log } from "sarif";
import { rules } from "../../server/core/rules";
import { folderWith, traceAuditor } from "./support/commandLine";

const broken = "<think> a\n<response> b </response>\n\n";
const good = "<think> a </think>\n<response> b </response>";

async function sarif(args: readonly string[], folder: string, input = ""): Promise<Log> {
  const { stdout } = await traceAuditor(["audit", ...args, "--format", "sarif"], { folder, input });
  return JSON.parse(stdout) as Log;
}

describe("SARIF", () => {
  it("is one run with every rule and its level", async () => {
    const log = await sarif(["a.trace"], folderWith({ "a.trace": good }));
    expect(log.version).toBe("2.1.0");
    expect(log.runs).toHaveLength(1);
    const [run] = log.runs;
    expect(run!.columnKind).toBe("utf16CodeUnits");
    expect(run!.results).toEqual([]);
    expect(run!.tool.driver.rules!.map(({ id }) => id)).toEqual(rules.map(({ id }) => id));
    expect(run!.tool.driver.rules!.find(({ id }) => id === "unknown-tag")!.defaultConfiguration!.level).toBe("warning");
  });

  it("counts lines and columns from 1, and names files by relative URIs", async () => {
    const folder = folderWith({ "a folder/bröken#1.trace": `@sample id=x\n@completion\n${broken}` });
    const log = await sarif(["."], folder);
    const [result] = log.runs[0]!.results!;
    expect(result).toMatchObject({
      ruleId: "unclosed-tag",
      level: "error",
      properties: { record: 0, trace: 0, id: "x" },
    });
    expect(rules[result!.ruleIndex!]!.id).toBe("unclosed-tag");
    expect(result!.locations![0]!.physicalLocation).toEqual({
      artifactLocation: { uri: "a%20folder/br%C3%B6ken%231.trace" },
      region: { startLine: 3, startColumn: 1, endLine: 3, endColumn: 8 },
    });
    expect(result!.relatedLocations![0]!.message!.text).toContain("</think>");
  });

  it("names files outside the folder by absolute URIs, and standard input by a word", async () => {
    const [inner, outer] = [folderWith({}), folderWith({ "b.trace": broken })];
    const uris = async (args: readonly string[], input?: string): Promise<unknown[]> =>
      (await sarif(args, inner, input)).runs[0]!.results!.map(
        ({ locations }) => locations![0]!.physicalLocation!.artifactLocation!.uri,
      );
    expect(await uris([`${outer}/b.trace`])).toEqual([expect.stringMatching(/^file:\/\/\/.*\/b\.trace$/)]);
    expect(await uris(["-"], broken)).toEqual(["stdin"]);
  });

  it("separates the results of many traces, silent ones between them", async () => {
    const samples = [broken, good, broken, good, good, broken].map(
      (text) => `@sample\n@completion\n${text.trimEnd()}\n`,
    );
    const log = await sarif(["a.trace"], folderWith({ "a.trace": samples.join("") }));
    expect(log.runs[0]!.results!.map(({ properties }) => properties!["record"] as number)).toEqual([0, 2, 5]);
  });
});
