import type { Profile } from "../model/profile";

/** A block of the profile as an LSP snippet: both tags, with the cursor at the start of the content. */
export function blockSnippet(profile: Profile, name: string): string {
  const opener = escapeSnippet(`<${name}>`);
  const closer = escapeSnippet(`</${name}>`);
  switch (profile.tags[name]?.content) {
    case "json":
    case "json-lines":
      return `${opener}\n${callSnippet(profile, name)}\n${closer}`;
    case "verdict":
      return `${opener}[[\${1|A,B|}]]${closer}$0`;
    case "label":
      return `${opener}${labelSnippet(profile, name)}${closer}$0`;
    case "rubric":
    case "structure":
      return `${opener}\n$0\n${closer}`;
    case "prose":
    case undefined:
      return `${opener}$0${closer}`;
  }
}

export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}

function callSnippet({ calls }: Profile, name: string): string {
  return calls?.tag === name ? `{"name": "$1", "${calls.argumentsKey}": {$0\\}\\}` : "$0";
}

/** The labels that the profile's layouts require, as a choice. */
function labelSnippet({ layouts }: Profile, name: string): string {
  const words = layouts.flatMap(({ when }) => (when?.tag === name ? [when.text] : []));
  const choices = [...new Set(words)].map((word) => word.replace(/[\\,|$}]/g, "\\$&"));
  return choices.length === 0 ? "$1" : `\${1|${choices.join(",")}|}`;
}
