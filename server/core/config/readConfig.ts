import {
  findNodeAtLocation,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from "jsonc-parser";
import type { RuleSettings } from "../audit/activeRules";
import { builtInProfiles } from "../profiles/builtIn";
import type { Span } from "../text/span";
import { finishOwnProfiles, type OwnProfileData } from "./ownProfiles";
import type { Path } from "./profileProblem";
import { schemaErrors } from "./schemaErrors";
import { didYouMean } from "./suggest";
import { type ConfigProblem, emptyConfig, type FilePattern, type TeamConfig } from "./teamConfig";

export interface ReadConfig {
  readonly config: TeamConfig;
  /** In text order. */
  readonly problems: readonly ConfigProblem[];
}

/**
 * Reads a `trace-auditor.json`: JSON with comments and trailing commas. Never throws: unusable parts are reported and
 * left out, and the rest applies.
 */
export function readConfig(text: string): ReadConfig {
  try {
    return read(text);
  } catch (error) {
    // The JSON library is recursive, so thousands of brackets would exhaust the stack.
    const why = error instanceof RangeError ? "it is nested too deeply" : String(error);
    const message = `This file cannot be read: ${why}. None of its settings apply.`;
    return { config: emptyConfig, problems: [{ code: "syntax", message, span: { start: 0, end: text.length } }] };
  }
}

/** A config as written, after the schema has no more objections. */
interface WrittenConfig {
  readonly profile?: string;
  /** Undefined in place of an entry that cannot be used. */
  readonly files?: readonly (FilePattern | undefined)[];
  readonly profiles?: Readonly<Record<string, OwnProfileData>>;
  readonly rules?: RuleSettings;
}

function read(text: string): ReadConfig {
  // A byte-order mark counts as one space, so that places stay correct.
  const source = text.startsWith("\uFEFF") ? ` ${text.slice(1)}` : text;
  const syntax: ParseError[] = [];
  const root = parseTree(source, syntax, { allowTrailingComma: true });
  const problems: ConfigProblem[] = syntax.map(syntaxProblem);
  if (root === undefined) {
    if (problems.length === 0 || source.trim() === "") {
      return { config: emptyConfig, problems: [emptyFile(text)] };
    }
    return { config: emptyConfig, problems };
  }
  repeatedKeys(root, problems);

  const value: unknown = getNodeValue(root);
  const report = (code: string, message: string, path: Path, atKey = false): void => {
    problems.push({ code, message, span: placeOf(root, path, atKey) });
  };
  const bad: Path[] = [];
  for (const { code, message, path, atKey } of schemaErrors(value)) {
    report(code, message, path, atKey);
    bad.push(path);
  }
  const config = finish(withoutBad(value, bad), value, report);
  problems.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  return { config, problems };
}

function finish(
  written: WrittenConfig,
  whole: unknown,
  report: (code: string, message: string, path: Path) => void,
): TeamConfig {
  const own = new Map(Object.entries(written.profiles ?? {}));
  const profiles = finishOwnProfiles(own, builtInProfiles, ({ code, message, path }) => {
    report(code, message, path);
  });
  const known = new Set([...profiles, ...builtInProfiles].map((profile) => profile.name));
  // The problem of a profile that is there but cannot be used has been reported already.
  const told = new Set(Object.keys((whole as { profiles?: object } | null)?.profiles ?? {}));
  const isKnown = (name: string, path: Path): boolean => {
    if (known.has(name)) return true;
    if (!told.has(name)) {
      const message = `There is no profile ${JSON.stringify(name)}.${didYouMean(name, [...known])} Known are ${[...known].join(", ")}.`;
      report("unknown-profile", message, path);
    }
    return false;
  };
  return {
    ...(written.profile !== undefined && isKnown(written.profile, ["profile"]) ? { profile: written.profile } : {}),
    files: (written.files ?? []).flatMap((file, i) => {
      if (file?.profile === undefined || isKnown(file.profile, ["files", i, "profile"])) return file ?? [];
      const { pattern, rules } = file;
      return rules === undefined ? [] : { pattern, rules };
    }),
    profiles,
    rules: written.rules ?? {},
  };
}

/** The value without the settings that violate the schema: a whole profile, one pattern, one rule. */
function withoutBad(value: unknown, bad: readonly Path[]): WrittenConfig {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return {};
  const isBad = (...path: Path): boolean =>
    bad.some((other) =>
      other.length <= path.length
        ? other.every((step, i) => step === path[i])
        : path.every((step, i) => step === other[i]),
    );
  const without = (entries: object, ...path: Path): object =>
    Object.fromEntries(Object.entries(entries).filter(([name]) => !isBad(...path, name)));
  const isBadItself = (key: string): boolean => bad.some((path) => path.length === 1 && path[0] === key);
  const kept: Record<string, unknown> = {};
  for (const [key, setting] of Object.entries(value)) {
    if (isBadItself(key)) continue;
    if (key === "files") {
      kept[key] = (setting as FilePattern[]).map((file, i) => {
        // A wrong rule drops only itself; anything else drops the pattern.
        const isRule = (path: Path): boolean => path[2] === "rules" && path.length > 3;
        if (bad.some((path) => path[0] === key && path[1] === i && !isRule(path))) return undefined;
        return file.rules === undefined ? file : { ...file, rules: without(file.rules, key, i, "rules") };
      });
    } else if (key === "profiles" || key === "rules") kept[key] = without(setting as object, key);
    else kept[key] = setting;
  }
  return kept;
}

/** The place of a value, or of its key; if the path leads nowhere, the nearest parent. */
function placeOf(root: Node, path: Path, atKey: boolean): Span {
  for (let length = path.length; length > 0; length--) {
    const node = findNodeAtLocation(root, path.slice(0, length));
    if (node === undefined) continue;
    const key = node.parent?.type === "property" ? node.parent.children?.[0] : undefined;
    // A whole object or list is reported at its key, because its body can be long.
    const isLong = node.type === "object" || node.type === "array";
    return spanOf(key !== undefined && (atKey || isLong) ? key : node);
  }
  return { start: root.offset, end: root.offset + Math.min(root.length, 1) };
}

function spanOf(node: Node): Span {
  return { start: node.offset, end: node.offset + node.length };
}

/** JSON keeps the last of two equal keys: the first would be lost silently. */
function repeatedKeys(root: Node, problems: ConfigProblem[]): void {
  const open: Node[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const seen = new Set<unknown>();
    for (const child of node.children ?? []) {
      open.push(child);
      const key = child.type === "property" ? child.children?.[0] : undefined;
      if (key === undefined) continue;
      if (seen.has(key.value)) {
        const message = `${JSON.stringify(key.value)} occurs a second time here: only the last one counts. Combine the two.`;
        problems.push({ code: "repeated-key", message, span: spanOf(key) });
      }
      seen.add(key.value);
    }
  }
}

const syntaxMessages: Readonly<Record<string, string>> = {
  InvalidSymbol: "this is not a JSON value. Texts need double quotes",
  InvalidNumberFormat: "this number is not written as JSON writes numbers",
  PropertyNameExpected: "a key in double quotes is expected here",
  ValueExpected: "a value is expected here",
  ColonExpected: "a colon is expected here",
  CommaExpected: "a comma is missing before this",
  CloseBraceExpected: "a closing } is missing",
  CloseBracketExpected: "a closing ] is missing",
  EndOfFileExpected: "the settings end before this: one object is the whole file",
  InvalidCommentToken: "this comment is not written as // or /* */",
  UnexpectedEndOfComment: "this comment does not end",
  UnexpectedEndOfString: "this text has no closing quote",
  UnexpectedEndOfNumber: "this number does not end",
  InvalidUnicode: "a \\u escape has four hexadecimal digits",
  InvalidEscapeCharacter: "JSON has no such escape; a backslash is written \\\\",
  InvalidCharacter: "a control character stands here; write it as an escape",
};

function syntaxProblem({ error, offset, length }: ParseError): ConfigProblem {
  const name = printParseErrorCode(error);
  return {
    code: "syntax",
    message: `Not readable as JSON: ${syntaxMessages[name] ?? name}.`,
    span: { start: offset, end: offset + length },
  };
}

function emptyFile(text: string): ConfigProblem {
  const example = `{"profile": "${builtInProfiles[0]?.name ?? ""}"}`;
  return {
    code: "syntax",
    message: `This file is empty: write {} for no settings, or for instance ${example}.`,
    span: { start: 0, end: text.length },
  };
}
