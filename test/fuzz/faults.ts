/** One structural fault in a well-formed ToolRL trace: what models do to their format, each kind by its name. */
import type { Random } from "../support/random";

/** Puts the fault into a trace; undefined where the trace has no room for it. */
type Fault = (trace: string, random: Random) => string | undefined;

function replaced(what: string | RegExp, by: string): Fault {
  return (trace) => {
    const broken = trace.replace(what, () => by);
    return broken === trace ? undefined : broken;
  };
}

/** The newline between two blocks of the trace, behind the reasoning. */
function separator(by: string): Fault {
  return (trace, random) => {
    const places = [...trace.matchAll(/(?<=<\/(?:think|tool_call)>)\n(?=<(?:tool_call|response)>)/g)];
    if (places.length === 0) return undefined;
    const { index } = random.pick(places);
    return trace.slice(0, index) + by + trace.slice(index + 1);
  };
}

/** The lines of the calls, changed. */
function calls(change: (lines: readonly string[], random: Random) => readonly string[] | undefined): Fault {
  return (trace, random) => {
    const found = /(<\/think>\n<tool_call>\n)([\s\S]*?)(\n<\/tool_call>)/.exec(trace);
    if (found === null) return undefined;
    const [all, before = "", lines = "", after = ""] = found;
    const changed = change(lines.split("\n"), random);
    if (changed === undefined) return undefined;
    const broken = before + changed.join("\n") + after;
    return trace.slice(0, found.index) + broken + trace.slice(found.index + all.length);
  };
}

function oneCall(change: (line: string, random: Random) => string | undefined): Fault {
  return calls((lines, random) => {
    const at = random.below(lines.length);
    const changed = change(lines[at] ?? "", random);
    return changed === undefined || changed === lines[at] ? undefined : lines.toSpliced(at, 1, changed);
  });
}

export const faults: Readonly<Record<string, Fault>> = {
  "</think> deleted": replaced(/<\/think>(?=\n<(?:tool_call|response)>)/, ""),
  "</tool_call> deleted": replaced(/(?<=\n)<\/tool_call>(?=\n<response>|\s*$)/, ""),
  "<thinking>": replaced(/^<think>/, "<thinking>"),
  "</thought>": replaced(/<\/think>(?=\n<(?:tool_call|response)>)/, "</thought>"),
  "<tool-call>": replaced(/(?<=<\/think>\n)<tool_call>/, "<tool-call>"),
  "</toolcall>": replaced(/(?<=\n)<\/tool_call>(?=\n<response>|\s*$)/, "</toolcall>"),
  "newline missing": separator(""),
  "newline doubled": separator("\n\n"),
  "newline and a blank": separator("\n "),
  "newline and a carriage return": separator("\r\n"),
  "blank line between calls": calls((lines, random) =>
    lines.length < 2 ? undefined : lines.toSpliced(1 + random.below(lines.length - 1), 0, ""),
  ),
  "blank line before the closer": calls((lines) => [...lines, ""]),
  "calls joined": calls((lines, random) => {
    if (lines.length < 2) return undefined;
    const at = random.below(lines.length - 1);
    const joined = [lines[at], lines[at + 1]].join(random.pick(["", " ", ", "]));
    return lines.toSpliced(at, 2, joined);
  }),
  // As Python prints: a text that holds an apostrophe keeps its double quotes.
  "single quotes": oneCall((line) =>
    line.replace(/"((?:[^"\\]|\\.)*)"/g, (found, inner: string) =>
      inner.includes("'") ? found : `'${inner.replaceAll('\\"', '"')}'`,
    ),
  ),
  "trailing comma": oneCall((line) => line.replace(/\}$/, ",}")),
  "arguments for parameters": oneCall((line) => line.replace('"parameters":', '"arguments":')),
  "tool for name": oneCall((line) => line.replace(/^\{"name":/, '{"tool":')),
  "parameters in quotes": oneCall((line) =>
    line.replace(/(?<="parameters": )(\{.*\})(?=\}$)/, (parameters) => JSON.stringify(parameters)),
  ),
  "OpenAI's wrapper": oneCall((line) =>
    line.startsWith('{"name": ')
      ? `{"type": "function", "function": ${line.replace('"parameters":', '"arguments":')}}`
      : undefined,
  ),
  "calls inside the reasoning": (trace) => {
    const broken = trace.replace(/(\s?<\/think>)\n(<tool_call>[\s\S]*?<\/tool_call>)/, "\n$2$1");
    return broken === trace ? undefined : broken;
  },
};
