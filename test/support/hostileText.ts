/** A text as an attacker writes it into names of files, traces and settings, and what must not come of it. */
import { isInvisible } from "../../server/core/text/printable";

/** Links, pictures, icons, HTML, commands for CI logs, escapes for terminals, characters that hide or turn text. */
export const hostileText =
  "[Fix](command:evil.run) ![p](https://evil.example/p.png) $(alert) <img src=//evil.example> https://evil.example " +
  "\u001b]0;owned\u0007\u009b31m \u202eabc\u2066 \u{e0041}\u{e0042} \r\n::error::owned\n##[error]owned ##vso[task.x]owned";

/** What is wrong with a text that is shown as text; nothing where all is well. */
export function flawsOf(shown: string): string[] {
  const flaws: string[] = [];
  for (const char of shown) {
    const code = char.codePointAt(0) ?? 0;
    if (char !== "\n" && char !== "\t" && isInvisible(code)) flaws.push(`U+${code.toString(16)} does not print`);
  }
  return flaws;
}

/** What is wrong with a text where VS Code makes links and icons of some. */
export function markupOf(shown: string): string[] {
  return [...flawsOf(shown), ...(shown.match(/\]\([^)]*\)|\$\([\w~-]+\)/g) ?? [])];
}

/** What is wrong with Markdown that quotes the hostile text: what of it is not escaped. */
export function markdownOf(markdown: string): string[] {
  const outsideCode = markdown.replace(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, "");
  const alive = /(?<!\\)\]\((?:command|https):|(?<!\\)<img|(?<!\\)!\[|https:\/\/evil|(?<!\\)\$\(/g;
  return [...flawsOf(markdown), ...(outsideCode.match(alive) ?? [])];
}

/** What a terminal or a CI service would obey in what a program says; nothing where all is well. */
export function obeyed(said: string): string[] {
  return [...flawsOf(said), ...(said.match(/^\s*::\w+.*|##\[\w+|##vso\[/gim) ?? [])];
}
