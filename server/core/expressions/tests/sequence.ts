import { stripped } from "../../python/strings";
import { isAbsent } from "../absent";
import type { TestKind } from "../builder";

/**
 * Search-R1's order of tags: each is allowed after the one before it, with only white space between, and the last is
 * one of `end`.
 */
export const sequence: TestKind = {
  key: "sequence",
  means: "the tags stand in one of the orders allowed, with only white space between them",
  build(json, path, builder) {
    const at = `${path}.sequence`;
    const given = builder.object(json.sequence, at);
    const source = builder.readOf(given, "of", at);
    const after = given.after === undefined ? undefined : builder.pattern(given.after, `${at}.after`);
    const next = new Map<string, readonly string[]>();
    for (const [tag, names] of Object.entries(builder.object(given.next, `${at}.next`))) {
      next.set(
        tag,
        builder.list(names, `${at}.next.${tag}`).map((name, i) => builder.text(name, `${at}.next.${tag}[${i}]`)),
      );
    }
    if (!next.has("start")) builder.problem(`${at}.next`, "needs start: the tags that can come first");
    const end = builder.list(given.end, `${at}.end`).map((name, i) => builder.text(name, `${at}.end[${i}]`));
    const tags = [...next.keys()].filter((tag) => tag !== "start");
    if (tags.some((tag) => !/^[\w-]+$/.test(tag)))
      builder.problem(`${at}.next`, "a tag's name holds letters, digits, _ and -");
    const anyTag = new RegExp(`<(/?)(${tags.join("|") || "(?!)"})>`, "g");
    return (context) => {
      const texts = context.run(source);
      if (isAbsent(texts)) return texts.absent === "none" ? false : texts;
      return texts.some((text) => {
        const found = after?.match(text.text, "anywhere");
        if (after !== undefined && found === undefined) return false;
        const from = found?.end ?? 0;
        const stop = failsAt(text.text.slice(from));
        if (stop !== undefined && context.explains) {
          const { at: where, wanted } = stop;
          context.fails({ at: from + where, wanted, progress: where, pattern: "sequence", text });
        }
        return stop === undefined;
      });
    };

    /** Where the order is broken, and what was expected there; undefined if it is kept. */
    function failsAt(text: string): { readonly at: number; readonly wanted: string } | undefined {
      let state = "start";
      let open: string | undefined;
      let from = 0;
      const wanted = (): string =>
        open === undefined
          ? (next.get(state) ?? []).map((tag) => `<${tag}>`).join(" or ") || "nothing more"
          : `</${open}>`;
      for (const match of text.matchAll(anyTag)) {
        const [all, slash, tag = ""] = match;
        if (open === undefined && stripped(text.slice(from, match.index)) !== "") return { at: from, wanted: wanted() };
        if (slash === "/") {
          if (tag !== open) return { at: match.index, wanted: wanted() };
          state = tag;
          open = undefined;
        } else {
          if (open !== undefined || next.get(state)?.includes(tag) !== true)
            return { at: match.index, wanted: wanted() };
          open = tag;
        }
        from = match.index + all.length;
      }
      if (open !== undefined) return { at: text.length, wanted: wanted() };
      if (stripped(text.slice(from)) !== "") return { at: from, wanted: "the end of the text" };
      return end.includes(state) ? undefined : { at: text.length, wanted: wanted() };
    }
  },
};
