/** Each kind of thing that the protocol has for showing a text gets hostile text as text. */
import { describe, expect, it } from "vitest";
import { longestMessage } from "../../../server/core/text/printable";
import {
  shownAction,
  shownCompletion,
  shownDiagnostic,
  shownHint,
  shownHover,
  shownLens,
  shownMessage,
  shownSymbol,
} from "../../../server/languageServer/shown";
import { flawsOf, hostileText, markupOf } from "../../support/hostileText";

const start = { line: 0, character: 0 };
const range = { start, end: start };
const command = { title: hostileText, tooltip: hostileText, command: "ours", arguments: [hostileText] };

describe("hostile text is text", () => {
  it("in messages and errors, which have an end", () => {
    expect(markupOf(shownMessage(hostileText))).toEqual([]);
    expect(shownMessage(hostileText.repeat(10_000)).length).toBeLessThan(longestMessage * 1.1);
  });

  it("in lenses, whose arguments stay as they are", () => {
    const { command: shown } = shownLens({ range, command });
    expect(markupOf(shown?.title ?? "")).toEqual([]);
    expect(flawsOf(shown?.tooltip ?? "")).toEqual([]);
    expect(shown?.arguments).toEqual([hostileText]);
  });

  it("in hints", () => {
    const { label, tooltip } = shownHint({ position: start, label: hostileText, tooltip: hostileText });
    expect([label, tooltip].map(String).flatMap(flawsOf)).toEqual([]);
    expect(typeof label === "string" && markupOf(label)).toEqual([]);
  });

  it("in findings and what is related to them", () => {
    const location = { uri: "file:///a", range };
    const relatedInformation = [{ location, message: hostileText }];
    const shown = shownDiagnostic({ range, message: hostileText, relatedInformation });
    const messages = [shown.message, ...(shown.relatedInformation ?? []).map(({ message }) => message)];
    expect(messages).toHaveLength(2);
    expect(messages.map(String).flatMap((message) => [...flawsOf(message), ...(message.match(/\n/g) ?? [])])).toEqual(
      [],
    );
  });

  it("in actions, whose edits stay as they are", () => {
    const changes = { "file:///a": [{ range, newText: hostileText }] };
    const changeAnnotations = { rule: { label: hostileText, description: hostileText } };
    const shown = shownAction({ title: hostileText, command, edit: { changes, changeAnnotations } });
    const annotation = shown.edit?.changeAnnotations?.["rule"];
    const texts = [shown.title, shown.command?.title, annotation?.label, annotation?.description];
    expect(texts.flatMap((text) => markupOf(text ?? "none](here)"))).toEqual([]);
    expect(shown.edit?.changes).toBe(changes);
  });

  it("in outlines, at every depth", () => {
    const symbol = { name: hostileText, detail: hostileText, kind: 2 as const, range, selectionRange: range };
    const shown = shownSymbol({ ...symbol, children: [{ ...symbol, children: [] }] });
    const texts = [shown, ...(shown.children ?? [])].flatMap(({ name, detail = "" }) => [name, detail]);
    expect(texts).toHaveLength(4);
    expect(texts.flatMap(markupOf)).toEqual([]);
  });

  it("in hovers and completions, as far as characters go: their Markdown escapes what it quotes", () => {
    const markdown = { kind: "markdown" as const, value: `**ours** ${hostileText}` };
    const hover = shownHover({ contents: markdown, range });
    const item = shownCompletion({ label: hostileText, documentation: markdown, insertText: hostileText });
    expect(JSON.stringify(hover)).toContain("**ours**");
    expect(
      [hover.contents, item.documentation].map((each) => (each as typeof markdown).value).flatMap(flawsOf),
    ).toEqual([]);
    expect(markupOf(item.label)).toEqual([]);
    expect(item.insertText).toBe(hostileText);
  });
});
