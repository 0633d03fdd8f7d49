import type { Pattern, TemplatePart } from "./pattern";

/**
 * Reads a replacement template of `re.sub`: `\1`, `\g<1>`, `\g<name>`, `\n` and other escapes; undefined where Python
 * raises.
 */
export function readTemplate(template: string, pattern: Pattern): readonly TemplatePart[] | undefined {
  const parts: TemplatePart[] = [];
  let text = "";
  const form = /\\(?:g<([^>]*)>|(0[0-7]{0,2}|[1-3][0-7]{2})|([1-9][0-9]?)|([\s\S]))|[^\\]+|\\/gu;
  for (const [all, name, octal, group, escape] of template.matchAll(form)) {
    if (all === "\\") return undefined;
    if (octal !== undefined) text += String.fromCharCode(parseInt(octal, 8));
    else if (escape !== undefined) {
      const character = controls[escape];
      if (character === undefined && /[a-zA-Z]/.test(escape)) return undefined;
      text += character ?? (escape === "\\" ? "\\" : all);
    } else if (name !== undefined || group !== undefined) {
      const index = groupNamed(name ?? group ?? "", pattern);
      if (index === undefined) return undefined;
      if (text !== "") parts.push(text);
      text = "";
      parts.push(index);
    } else text += all;
  }
  if (text !== "") parts.push(text);
  return parts;
}

function groupNamed(name: string, pattern: Pattern): number | undefined {
  const index = /^[0-9]+$/.test(name) ? Number(name) : pattern.names.get(name);
  return index !== undefined && index <= pattern.groups ? index : undefined;
}

const controls: Readonly<Record<string, string>> = { a: "\x07", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" };
