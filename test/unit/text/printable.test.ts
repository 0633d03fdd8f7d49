import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  codeInMarkdown,
  escapeMarkdown,
  isInvisible,
  longestMessage,
  messageLine,
  printable,
  printableJson,
  printableLine,
  proseInMarkdown,
  shortened,
  withoutCommands,
  withoutMarkup,
} from "../../../server/core/text/printable";

describe("what is shown", () => {
  it.each([
    ["a\u001b]0;x\u0007b", "a␛]0;x␇b"],
    ["\u009b31m", "\uFFFD31m"],
    ["\u202eabc\u2066", "\uFFFDabc\uFFFD"],
    ["\u{e0041}\u{e007f}", "\uFFFD\uFFFD"],
    ["a\nb\tc\u2028d", "a␊b␉c\uFFFDd"],
    ["\ud800", "\uFFFD"],
    ["\u007f\u0085", "␡\uFFFD"],
    ["zero\u200bwidth", "zero\uFFFDwidth"],
  ])("%j as %j", (text, shown) => {
    expect(printableLine(text)).toBe(shown);
  });

  it.each(["plain", "Grüße, 世界", "👩‍👩‍👧 ❤️", "می‌خواهم", "e\u0301"])("%s as it is", (text) => {
    expect(printableLine(text)).toBe(text);
    expect(printable(text)).toBe(text);
  });

  it("keeps lines and tabs where it may have several", () => {
    expect(printable("a\n\tb\r\u001b")).toBe("a\n\tb␍␛");
  });

  it("holds nothing that does not print, whatever is written", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        for (const char of printableLine(text)) expect(isInvisible(char.codePointAt(0)!)).toBe(false);
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});

describe("a line for a CI log", () => {
  it.each([
    ["::error file=a::b", ": :error file=a::b"],
    ["  ::set-output", "  : :set-output"],
    ["##[error]x", "# #[error]x"],
    ["a ##vso[task.setvariable]x", "a # #vso[task.setvariable]x"],
    ["##TeamCity[x]", "# #TeamCity[x]"],
    ["### Heading ::", "### Heading ::"],
    ["a\n ::error::x\n##[group]", "a\n : :error::x\n# #[group]"],
  ])("%s is %s", (line, shown) => {
    expect(withoutCommands(line)).toBe(shown);
  });
});

describe("a text for VS Code", () => {
  it.each([
    ["[Fix it](command:x) y", "[Fix it] (command:x) y"],
    ["$(alert) a", "$ (alert) a"],
    ["a\nb", "a␊b"],
    ["[a] (b) $ 5", "[a] (b) $ 5"],
  ])("%j is %j", (text, shown) => {
    expect(withoutMarkup(text)).toBe(shown);
  });
});

describe("a message", () => {
  it("has an end, whatever it quotes", () => {
    expect(messageLine("x".repeat(600_000))).toHaveLength(longestMessage);
    expect(messageLine("x".repeat(longestMessage))).not.toContain("…");
  });

  it("is cut between characters, not in one", () => {
    expect(shortened("ab😀c", 4)).toBe("ab…");
    expect(shortened("ab😀c", 5)).toBe("ab😀c");
  });
});

describe("a text in Markdown", () => {
  it.each([
    ["[a](command:x)", "\\[a\\]\\(command\\:x\\)"],
    ["![p](https://a.b/c)", "\\!\\[p\\]\\(https\\://a\\.b/c\\)"],
    ["<img src=x>", "\\<img src=x\\>"],
    ["a\n# b\u202e", "a \\# b\uFFFD"],
    ["you@example.org", "you\\@example\\.org"],
  ])("%j reads as itself", (text, written) => {
    expect(escapeMarkdown(text)).toBe(written);
  });

  it("is code to its own end", () => {
    expect(codeInMarkdown("a")).toBe("`a`");
    expect(codeInMarkdown("a` [x](y) `b``c")).toBe("``` a` [x](y) `b``c ```");
  });

  it("may hold code where its author writes prose, and nothing else", () => {
    expect(proseInMarkdown("One: `[[A]]` or [b](c).")).toBe("One: `[[A]]` or \\[b\\]\\(c\\)\\.");
    expect(proseInMarkdown("open ` [b](c)")).toBe("open \\` \\[b\\]\\(c\\)");
  });
});

describe("JSON", () => {
  it("shows what does not print as escapes, and begins no command", () => {
    const value = { "\u202ekey": "\u009b31m ##vso[x] \u{e0041}\n", plain: "ä 😀" };
    const shown = printableJson(JSON.stringify(value));
    expect(shown).toBe(String.raw`{"\u202ekey":"\u009b31m \u0023#vso[x] \udb40\udc41\n","plain":"ä 😀"}`);
    expect(JSON.parse(shown)).toEqual(value);
  });

  it("means the same, whatever it holds", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary", maxLength: 50 })), (value) => {
        expect(JSON.parse(printableJson(JSON.stringify(value)))).toEqual(value);
      }),
      { seed: 1, numRuns: 200 },
    );
  });
});
