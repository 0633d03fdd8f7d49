/**
 * Writes what follows from the rules: their setting, its texts, the schema, the heads of their pages, the table, the
 * counts.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { categories, rules, rulesOf, type Category } from "../../server/core/rules";
import type { Rule } from "../../server/core/rules/rule";
import { SetupError } from "../setup/process.mjs";
import { root } from "../setup/project.mjs";
import { objectAt, replaceWithPrefix, settingNamed, type Sources } from "./sources";

export function ruleTexts(sources: Sources): void {
  const levels = ["off", "error", "warning", "information"];
  settingNamed(sources.json("package.json"), "traceAuditor.rules")["properties"] = byId(({ id }) => ({
    type: "string",
    enum: levels,
    description: `%rule.${id}%`,
  }));
  const texts = Object.fromEntries(rules.map((rule) => [`rule.${rule.id}`, settingText(rule)]));
  replaceWithPrefix(sources.json("package.nls.json"), "rule.", texts);
  const schema = sources.json("server/core/config/trace-auditor.schema.json");
  objectAt(schema, "definitions", "rules")["properties"] = byId((rule) => ({
    description: settingText(rule),
    $ref: "#/definitions/severity",
  }));
  for (const rule of rules) setHead(rule, sources);
  const tables = (Object.keys(categories) as Category[]).flatMap((category) => [
    `## ${categories[category]}`,
    "",
    "| rule | severity | fix | finds |",
    "| --- | --- | --- | --- |",
    ...rulesOf(category).map((rule) => row(rule, sources)),
    "",
  ]);
  sources.setBetweenMarks("docs/rules/README.md", "rules", tables);
  for (const document of ["README.md", "CHANGELOG.md"]) sources.setCount(document, "rules", rules.length);
}

function byId<T>(make: (rule: Rule) => T): Record<string, T> {
  return Object.fromEntries(rules.map((rule) => [rule.id, make(rule)]));
}

/** Settings show plain text. */
function settingText({ summary, severities }: Rule): string {
  return `${summary.replaceAll("`", "")} By default: ${severities}.`;
}

function pageOf({ id }: Rule): string {
  const page = `docs/rules/${id}.md`;
  if (!existsSync(join(root, page))) throw new SetupError(`The rule ${id} has no page: write ${page}.`);
  return page;
}

/** Sets the page's first two paragraphs: the rule's name, and its severity with what it finds. */
function setHead(rule: Rule, sources: Sources): void {
  const page = pageOf(rule);
  const rest = sources.text(page).replace(/^# .*\n\n_.*\n/, "");
  sources.setText(page, `# ${rule.id}\n\n_${rule.severities}_ · ${rule.summary}\n${rest}`);
}

function row(rule: Rule, sources: Sources): string {
  const { id, severities, summary } = rule;
  return `| [${id}](${id}.md) | ${namedIn(severities)} | ${fixOn(sources.text(pageOf(rule)))} | ${summary} |`;
}

/** A short form of "warning, error where reward is lost": "warning or error". */
function namedIn(severities: string): string {
  return (severities.match(/\b(error|warning|information)\b/g) ?? []).join(", ").replace(/, (\w+)$/, " or $1");
}

/** The kind of fix that a rule has, from the paragraph "Fix." on its page. */
function fixOn(page: string): string {
  const paragraph = /^\*\*Fix\.\*\* (.+)$/m.exec(page)?.[1] ?? "";
  if (paragraph.startsWith("None: ")) return "none";
  const isSafe = /\bsafe\b/i.test(paragraph.replace(/\bnot safe\b/gi, ""));
  if (!isSafe) return "offered";
  return /\bnot safe\b|\bis not[,:]/i.test(paragraph) ? "some safe" : "safe";
}
