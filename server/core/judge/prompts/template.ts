/** The slot names that a template may use. */
export const slotNames = [
  "question",
  "response_a",
  "response_b",
  "conversation_a",
  "conversation_b",
  "tools",
  "completion",
  "ground_truth",
] as const;

export type SlotName = (typeof slotNames)[number];

/** The texts of a sample, by slot; undefined if it has none. */
export type Slots = Readonly<Partial<Record<SlotName, string>>>;

const mark = /\{\{([#/]?)([a-z_]+)\}\}/g;

/**
 * Fills a template's slots, each once: `{{…}}` in a trace's text stays as it is. The text between `{{#name}}` and
 * `{{/name}}` is left out if the slot has no text.
 */
export function fill(template: string, slots: Slots): string {
  const written: string[] = [];
  let at = 0;
  let skipping = false;
  for (const found of template.matchAll(mark)) {
    const [whole, kind = "", name = ""] = found;
    if (!skipping) written.push(template.slice(at, found.index));
    at = found.index + whole.length;
    const text = slots[name as SlotName];
    if (kind === "#") skipping = text === undefined;
    else if (kind === "/") skipping = false;
    else if (!skipping) written.push(text ?? "");
  }
  written.push(template.slice(at));
  return written.join("");
}

/** The slots that a template needs: those outside sections. */
export function neededSlots(template: string): readonly SlotName[] {
  const needed = new Set<SlotName>();
  let section = "";
  for (const [, kind = "", name = ""] of template.matchAll(mark)) {
    if (kind === "#") section = name;
    else if (kind === "/") section = "";
    else if (section === "") needed.add(name as SlotName);
  }
  return [...needed];
}

/** The problems of a template, in phrases for people; empty if it can be used. */
export function templateProblems(template: string): readonly string[] {
  const problems: string[] = [];
  let open = "";
  for (const [whole, kind = "", name = ""] of template.matchAll(mark)) {
    if (!slotNames.includes(name as SlotName)) problems.push(`${whole} is no slot: there are ${slotNames.join(", ")}`);
    else if (kind === "#" && open !== "") problems.push(`${whole} stands inside {{#${open}}}`);
    else if (kind === "/" && open !== name) problems.push(`${whole} closes what is not open`);
    if (kind === "#") open = name;
    if (kind === "/") open = "";
  }
  if (open !== "") problems.push(`{{#${open}}} is never closed`);
  if (!template.includes("{{")) problems.push("it has no slot, so every sample would be asked the same");
  return problems;
}
