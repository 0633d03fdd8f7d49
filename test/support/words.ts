/** What the model said in a text, for the law that safe fixes change none of it. */
/** The keys that a call's format has: naming them right is no change of a word. */
const formatKeys: Readonly<Record<string, RegExp>> = {
  "end-token": /<\|[\w▁]+\|>|<\/s>|<end_of_turn>/g,
  "tool-call-parameters": /"(?:parameters?|arguments?|params?|args|inputs?|kwargs|tool_input)"\s*:/g,
  "tool-call-name":
    /"(?:name|Name|type|tool|tool_name|toolName|function|function_name|action|parameters|arguments)"\s*:|"function"/g,
};

/** All words of a text, those aside that a rule's safe fixes may change, because they are the format's. */
export function wordsBeyond(rule: string, text: string): string[] {
  return wordsOf(text.replace(formatKeys[rule] ?? /(?!)/g, " "));
}

/** All letters and digits outside tags, sorted by word: moving a block is no change of words. */
function wordsOf(text: string): string[] {
  const bare = text
    .replace(/<[ \t]*\\?\/?[ \t]*[\w.-]+[^<>\n]*>/g, " ")
    .replace(/<[ \t]*\\?\/?[ \t]*[\w.-]+/g, " ")
    .replace(/\b(?:True|False|None)\b/g, (word) => (word === "None" ? "null" : word.toLowerCase()))
    .replace(/```\w*/g, " ")
    // A line break may be written or escaped.
    .replace(/\\[nrt]/g, " ");
  return (bare.match(/[\p{L}\p{N}]+/gu) ?? []).sort();
}
