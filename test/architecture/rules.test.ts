/** A rule is complete: its file, its page, its test, its line in the list of rules and in the settings. */
import { describe, expect, it } from "vitest";
import { rules } from "../../server/core/rules";
import { severities } from "../../server/core/model/finding";
import { exists, readJson, readText, sourceFiles } from "./sourceFiles";
import { property, settings } from "./manifest";

const ids = rules.map(({ id }) => id);
const list = readText("docs/rules/README.md");
const settingTexts = readJson("package.nls.json") as Readonly<Record<string, string>>;

describe("the rules", () => {
  it("are there, each once", () => {
    expect(ids.length).toBeGreaterThan(0);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("are listed in docs/rules/README.md in their order, with a link to their page", () => {
    const linked = [...list.matchAll(/\]\((?:\.\/)?([a-z0-9-]+)\.md\)/g)].map(([, id]) => id);
    expect([...new Set(linked)]).toEqual(ids);
  });

  it("are as many as README.md and CHANGELOG.md say", () => {
    for (const document of ["README.md", "CHANGELOG.md"]) {
      expect(/(\d+) rules\b/.exec(readText(document))?.[1], document).toBe(String(ids.length));
    }
  });

  it("are the keys of the setting traceAuditor.rules", () => {
    const keys = Object.keys(property(settings["traceAuditor.rules"], "properties") ?? {});
    expect(keys).toEqual(ids);
  });

  describe.each(rules.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
    it("has its file, its page and its test", () => {
      const files = [fileOf(id), `docs/rules/${id}.md`, `test/unit/rules/${id}.test.ts`];
      expect(files.filter((file) => !exists(file))).toEqual([]);
    });

    it("says what it finds and how grave it is", () => {
      expect(rule.summary.trim()).not.toBe("");
      expect(severities).toContain(rule.severity);
    });

    it("says the same on its page, in the list of rules and in the settings", () => {
      const { severity, summary, fix } = readPage(id);
      expect(summary).toBe(rule.summary);
      expect(severity).toBe(rule.severities);
      expect(severity).toMatch(new RegExp(`\\b${rule.severity}\\b`));
      expect(rowOf(id)).toEqual([severitiesIn(severity), fix, rule.summary]);
      expect(settingTexts[`rule.${id}`]).toBe(`${rule.summary.replaceAll("`", "")} By default: ${severity}.`);
    });
  });
});

/** The rule's file: it stands in the folder of its category. */
function fileOf(id: string): string {
  const file = sourceFiles("server/core/rules").find(({ path }) => path.endsWith(`/${id}.ts`));
  return file?.path ?? `server/core/rules/*/${id}.ts`;
}

/** The page's name, severity and summary stand at its top; which fix there is, in its paragraph "Fix.". */
function readPage(id: string): { severity: string; summary: string; fix: string } {
  const page = readText(`docs/rules/${id}.md`);
  const [, name, severity = "", summary = ""] = /^# (\S+)\n\n_(.+?)_ · (.+)\n/.exec(page) ?? [];
  expect(name).toBe(id);
  return { severity, summary, fix: fixIn(/^\*\*Fix\.\*\* (.+)$/m.exec(page)?.[1] ?? "") };
}

function fixIn(paragraph: string): string {
  if (paragraph.startsWith("None: ")) return "none";
  const unsafe = /\bnot safe\b|\bis not[,:]/i;
  const isSafe = /\bsafe\b/i.test(paragraph.replace(/\bnot safe\b/gi, ""));
  if (!isSafe) return "offered";
  return unsafe.test(paragraph) ? "some safe" : "safe";
}

/** "warning, error where reward is lost" as the list has it: "warning or error". */
function severitiesIn(text: string): string {
  return (text.match(/\b(error|warning|information)\b/g) ?? []).join(", ").replace(/, (\w+)$/, " or $1");
}

/** The cells behind the rule's name in the list of rules. */
function rowOf(id: string): string[] {
  const line = list.split("\n").find((row) => row.startsWith(`| [${id}](${id}.md) `)) ?? "";
  const cells = line.split("|").map((cell) => cell.trim());
  return cells.slice(2, -1);
}
