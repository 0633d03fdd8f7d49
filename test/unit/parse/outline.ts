import { createTraceParser } from "../../../server/core/parse/parseTrace";
import type { Profile } from "../../../server/core/model/profile";
import type { Trace, TraceNode } from "../../../server/core/model/trace";
import { checkTree } from "../../fuzz/laws";
import { profileNamed } from "../rules/harness";

/** Parses by a built-in profile, and checks that the tree gives the text back. */
export function parsed(text: string, profile: string | Profile = "toolrl"): Trace {
  const trace = createTraceParser(typeof profile === "string" ? profileNamed(profile) : profile)(text);
  checkTree(trace);
  return trace;
}

/**
 * The tree in one line: `think(text)` for a block, `think(text` for one that is never closed, `*)` behind a misspelled
 * closer and `*(` behind a misspelled opener, `?(` for an absent one, `/think` for a stray closer, `~` for text at the top
 * that is not blank.
 */
export function outline(text: string, profile: string | Profile = "toolrl"): string {
  const trace = parsed(text, profile);
  const write = (nodes: readonly TraceNode[], top: boolean): string =>
    nodes
      .map((node) => {
        if (node.kind === "stray") return `/${node.tag.name}`;
        if (node.kind === "text") {
          const inside = text.slice(node.span.start, node.span.end).trim();
          return top ? (inside === "" ? "" : "~") : inside;
        }
        const open = node.open === undefined ? "?" : node.open.misspelled === undefined ? "" : "*";
        const close = node.close === undefined ? "" : node.close.misspelled === undefined ? ")" : "*)";
        return `${node.name}${open}(${write(node.children, false)}${close}`;
      })
      .filter((written) => written !== "")
      .join(" ");
  return write(trace.children, true);
}

/** The mentions of a text, as written. */
export function mentions(text: string, profile: string | Profile = "toolrl"): string[] {
  return parsed(text, profile).mentions.map(({ span }) => text.slice(span.start, span.end));
}
