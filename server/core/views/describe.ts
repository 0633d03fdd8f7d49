import type { Layout, LayoutItem, Profile, TagContent } from "../model/profile";
import { codeInMarkdown, escapeMarkdown, proseInMarkdown } from "../text/printable";

/** The content of a tag of each kind, for people. */
const contentInWords: Readonly<Record<TagContent, string>> = {
  prose: "free text",
  "json-lines": "one JSON object per line, each a call",
  json: "exactly one JSON object: a call",
  rubric: "criteria with their weights",
  verdict: "the verdict, `[[A]]` or `[[B]]`",
  label: "a word or two",
  structure: "other tags only",
};

/** The purpose of a tag and what the profile expects of it, as Markdown. */
export function describeTag(profile: Profile, name: string): string {
  const tag = profile.tags[name];
  if (tag === undefined) return "";
  const lines = [
    `**${tagCode(name)}** ${proseInMarkdown(tag.purpose)}`.trim(),
    "",
    `*Profile ${escapeMarkdown(profile.title)} expects:*`,
  ];
  lines.push(`- inside: ${contentInWords[tag.content]}${childrenInWords(tag.children)}`);
  for (const line of placesInWords(profile, name)) lines.push(`- ${line}`);
  if (tag.openerOptional) lines.push(`- the opener may be absent: a chat template often writes it`);
  return lines.join("\n");
}

function childrenInWords(children: readonly string[]): string {
  return children.length === 0 ? "" : `; ${children.map(tagCode).join(", ")} may stand in it`;
}

/** Where the tag is allowed, one line for each layout that knows it. */
function placesInWords(profile: Profile, name: string): string[] {
  const lines = profile.layouts.flatMap((layout) => {
    const item = layout.blocks.find(({ tag }) => tag === name);
    return item === undefined
      ? []
      : [`${whenInWords(layout)}${countInWords(item)}, in the order ${orderInWords(layout)}`];
  });
  if (lines.length > 0) return lines;
  const parents = Object.entries(profile.tags).filter(([, { children }]) => children.includes(name));
  if (parents.length > 0) return [`only inside ${parents.map(([parent]) => tagCode(parent)).join(", ")}`];
  return profile.turnTags.includes(name) ? ["only in prompts: the model does not write it"] : [];
}

function whenInWords({ when }: Layout): string {
  return when === null ? "" : `where ${tagCode(when.tag)} is ${escapeMarkdown(when.text)}: `;
}

function countInWords({ min, max }: LayoutItem): string {
  if (max === null) return min === 0 ? "any number of times" : `at least ${timesInWords(min)}`;
  if (min === max) return `exactly ${timesInWords(min)}`;
  return min === 0 ? `at most ${timesInWords(max)}` : `${min} to ${max} times`;
}

function timesInWords(count: number): string {
  return count === 1 ? "once" : `${count} times`;
}

function orderInWords(layout: Layout): string {
  const order = layout.blocks.map(({ tag }) => tagCode(tag)).join(" ");
  return layout.repeats ? `${order}, again and again` : order;
}

function tagCode(name: string): string {
  return codeInMarkdown(`<${name}>`);
}
