import { describe, expect, it } from "vitest";
import type { TraceNode } from "../../../server/core/model/trace";
import { walk } from "../../../server/core/model/trace";
import { createTraceParser } from "../../../server/core/parse/parseTrace";
import { deepestNesting } from "../../../server/core/parse/nest";
import { parsed } from "./outline";
import { selfNesting } from "./profiles";

function depth(children: readonly TraceNode[]): number {
  let deepest = 0;
  const depths = new Map<unknown, number>();
  walk(children, (node, parent) => {
    if (node.kind !== "block") return;
    const own = (depths.get(parent) ?? 0) + 1;
    depths.set(node, own);
    deepest = Math.max(deepest, own);
  });
  return deepest;
}

describe("nesting", () => {
  it("is followed to the cap", () => {
    const trace = parsed("<step>".repeat(deepestNesting) + "</step>".repeat(deepestNesting), selfNesting);
    expect(depth(trace.children)).toBe(deepestNesting);
    expect(trace.truncated).toBe(false);
  });

  it("beyond the cap is text, and the trace says so", () => {
    const trace = parsed("<step>".repeat(deepestNesting + 1) + "</step>".repeat(deepestNesting + 1), selfNesting);
    expect(depth(trace.children)).toBe(deepestNesting);
    expect(trace.truncated).toBe(true);
  });

  it.each(["<step>", "<step>\n", "<call>\n", "</step>"])("survives %j a million times", { timeout: 60_000 }, (tag) => {
    const text = tag.repeat(1_000_000);
    expect(createTraceParser(selfNesting)(text).children.length).toBeGreaterThan(0);
  });
});
