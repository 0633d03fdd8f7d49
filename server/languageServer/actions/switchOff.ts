import { type CodeAction, CodeActionKind } from "vscode-languageserver";
import { URI, Utils } from "vscode-uri";
import type { AuditedFile } from "../../core/audit/auditedFile";
import { configFileName, rulesFor } from "../../core/config/teamConfig";
import { switchOffInSample } from "../../core/records/traceFile/switchOff";
import { recordScheme } from "../../protocol/records";
import { switchOffCommand, type SwitchOffPlace } from "../../protocol/switchOff";
import type { ClientFacts } from "../clientFacts";
import type { SettingsSources } from "../configuration";
import type { OpenDocument } from "../openDocument";
import { recordEdit } from "./edits";
import type { FoundHere } from "./findings";

/**
 * Ways to switch off a rule that found something: here, and in the whole workspace.
 *
 * "Here" is the sample in a `.trace` file, whose header names the rule. A JSON record has no room for that: there it is
 * the file, through the nearest `trace-auditor.json`. Changes outside the document are made by a command of our client,
 * which can write and undo them.
 */
export function switchOffActions(
  document: OpenDocument,
  file: AuditedFile,
  here: FoundHere,
  sources: SettingsSources,
  client: ClientFacts,
): CodeAction[] {
  const { rule, told } = here;
  const action = { kind: CodeActionKind.QuickFix, diagnostics: told };
  const inDocument = file.format.container === "trace" && !document.uri.startsWith(`${recordScheme}:`);
  const actions: CodeAction[] = [];
  if (inDocument) {
    const edit = switchOffInSample(file.textOf(here.record.span), rule);
    const changes = { [document.uri]: [recordEdit(document, here.record, edit)] };
    actions.push({ ...action, title: `Switch off ${rule} in this sample`, edit: { changes } });
  }
  if (client.options.switchesOff !== true) return actions;
  for (const choice of [inDocument ? undefined : inFileEntry(rule, sources), inWorkspace(rule, sources)]) {
    if (choice === undefined) continue;
    const { title, place } = choice;
    const command = { title, command: switchOffCommand, arguments: [place] };
    actions.push({ ...action, title, edit: noEdit, command });
  }
  return actions;
}

/**
 * An empty edit, so that VS Code does not ask for one. For an action without an edit VS Code asks for one once it is
 * chosen, and if findings arrive before the answer, it drops the action and does not run its command.
 */
const noEdit = { changes: {} };

interface Choice {
  readonly title: string;
  readonly place: SwitchOffPlace;
}

/** The file's own entry in the nearest config, or in a new one. Undefined if a setting would overrule it. */
function inFileEntry(rule: string, { uri, config, settings, folder }: SettingsSources): Choice | undefined {
  const source = URI.parse(uri);
  if (settings.rules[rule] !== undefined || source.scheme === "untitled" || !source.path.startsWith("/"))
    return undefined;
  const name = Utils.basename(source);
  if (config !== undefined) {
    const title = `Switch off ${rule} in ${name} (${shown(config.uri, folder)})`;
    return { title, place: { rule, uri, config: config.uri, path: config.path } };
  }
  const home = folder === undefined ? Utils.dirname(source) : URI.parse(folder);
  const target = Utils.joinPath(home, configFileName);
  const path = source.path.slice(pathOf(home.toString()).length + 1);
  const title = `Switch off ${rule} in ${name} (new ${configFileName})`;
  return { title, place: { rule, uri, config: target.toString(), path } };
}

/** The nearest config if there is one and it has the last word, else the editor's setting. */
function inWorkspace(rule: string, { uri, config, settings, folder }: SettingsSources): Choice | undefined {
  if (config === undefined || settings.rules[rule] !== undefined) {
    const where = folder === undefined ? "everywhere (user settings)" : "in this workspace (settings)";
    return { title: `Switch off ${rule} ${where}`, place: { rule, uri, config: undefined, path: undefined } };
  }
  // A pattern in the config may set something else for this file: then the change would have no effect here.
  const changed = { ...config.config, rules: { ...config.config.rules, [rule]: "off" as const } };
  if (rulesFor(changed, config.path)[rule] !== "off") return undefined;
  const home = Utils.dirname(URI.parse(config.uri));
  const isWhole = folder !== undefined && home.path === pathOf(folder);
  const where = isWhole ? "in this workspace" : `below ${Utils.basename(home)}/`;
  const title = `Switch off ${rule} ${where} (${shown(config.uri, folder)})`;
  return { title, place: { rule, uri, config: config.uri, path: undefined } };
}

/** A config's path from the workspace folder on; only its name if it is outside. */
function shown(config: string, folder: string | undefined): string {
  const { path } = URI.parse(config);
  const home = folder === undefined ? undefined : `${pathOf(folder)}/`;
  return home !== undefined && path.startsWith(home) ? path.slice(home.length) : configFileName;
}

/** A folder's path without a slash at its end. Whole URIs can be spelt in several ways. */
function pathOf(folder: string): string {
  return URI.parse(folder).path.replace(/\/$/, "");
}
