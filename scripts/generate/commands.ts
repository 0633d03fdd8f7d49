/** Writes the editor's commands into package.json and package.nls.json. */
import { commands } from "../../client/src/commands/list";
import { objectAt, replaceWithPrefix, type Sources } from "./sources";

type MenuEntry = { command: string; when: string; group?: string };

export function commandTexts(sources: Sources): void {
  const contributes = objectAt(sources.json("package.json"), "contributes");
  const shown = commands.flatMap((command) =>
    command.title === undefined ? [] : [{ ...command, title: command.title, name: nameOf(command.id) }],
  );
  contributes["commands"] = shown.map(({ id, name, icon }) => ({
    command: id,
    title: `%command.${name}%`,
    category: "Trace Auditor",
    ...(icon !== undefined && { icon: `$(${icon})` }),
  }));
  const palette = shown.flatMap(({ id, when }) => (when === undefined ? [] : [{ command: id, when }]));
  const menus: Record<string, MenuEntry[]> = { commandPalette: palette };
  for (const { id, menus: own = {} } of shown) {
    for (const [menu, { when, group }] of Object.entries(own)) (menus[menu] ??= []).push({ command: id, when, group });
  }
  for (const entries of Object.values(menus).slice(1)) entries.sort((a, b) => compare(a.group, b.group));
  contributes["menus"] = menus;
  contributes["keybindings"] = shown.flatMap(({ id, key }) =>
    key === undefined ? [] : [{ command: id, key: key.press, when: key.when }],
  );
  const texts = Object.fromEntries(shown.map(({ name, title }) => [`command.${name}`, title]));
  replaceWithPrefix(sources.json("package.nls.json"), "command.", texts);
}

function nameOf(id: string): string {
  return id.slice("traceAuditor.".length);
}

function compare(a = "", b = ""): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
