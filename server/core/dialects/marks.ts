import { parse } from "../generated/markers.mjs";
import type { Span } from "../text/span";
import type { DialectData, FrameData, MarkData, Role } from "./dialect";

/** A mark of a dialect in a text. */
export interface Marker extends Span {
  readonly role: Role | "reasoning" | "content";
  readonly closer: boolean;
  /** The texts in place of `{name}`, `{key}` and so on, without quotes and spaces around them. */
  readonly captures: Readonly<Record<string, { readonly text: string; readonly span: Span }>>;
  /** The right spelling; undefined if it is written right. */
  readonly right: string | undefined;
  /** All marks have the same misspelling: a namespace or a bar that is missing everywhere. */
  readonly respelled: boolean;
  /** `<… />`: opener and closer in one. */
  readonly empty: boolean;
  /** Is it uncertain that this was a mark? */
  readonly unsure?: boolean;
}

/** A dialect ready for reading. */
export interface Dialect extends DialectData {
  readonly patterns: readonly MarkPattern[];
}

/** Has a mark a closer that must not be lost? */
export function needsCloser(mark: MarkData | undefined): mark is MarkData & { readonly close: string } {
  return mark?.close !== undefined && mark.optional !== true;
}

interface MarkPattern {
  readonly pattern: RegExp;
  readonly captures: readonly string[];
  readonly role: Marker["role"];
  readonly closer: boolean;
  /** The right spelling with its placeholders, if it differs. */
  readonly right: string | undefined;
  readonly respelled: boolean;
  readonly empty: boolean;
  /** Its literal beginning, which is looked for first: matching a pattern takes many times as long. */
  readonly start: string;
}

export function prepare(data: DialectData): Dialect {
  const patterns: MarkPattern[] = [];
  const roles: [Marker["role"], MarkData | undefined][] = [
    ...(Object.entries(data.frame as Record<Role, MarkData>) as [Role, MarkData][]),
    ["reasoning", data.reasoning],
    ["content", data.content],
  ];
  const add = (role: Marker["role"], closer: boolean, template: string, right?: string, respelled = false) => {
    const trimmed = template.trim();
    if (trimmed !== "") patterns.push(compile(trimmed, role, closer, right?.trim(), respelled));
  };
  for (const [role, mark] of roles) {
    if (mark === undefined) continue;
    add(role, false, mark.open);
    for (const also of mark.alsoOpen ?? []) add(role, false, also);
    if (mark.close !== undefined) add(role, true, mark.close);
    for (const also of mark.alsoClose ?? []) add(role, true, also);
  }
  for (const [role, mark] of roles) {
    if (mark === undefined) continue;
    for (const wrong of mark.misspelledOpen ?? []) add(role, false, wrong, mark.open);
    for (const wrong of mark.misspelledClose ?? []) add(role, true, wrong, mark.close);
    for (const map of data.respelled ?? []) {
      for (const [closer, template] of [
        [false, mark.open],
        [true, mark.close],
      ] as const) {
        if (template === undefined) continue;
        let wrong = template;
        for (const [from, to] of Object.entries(map)) wrong = wrong.replaceAll(from, to);
        if (wrong !== template) add(role, closer, wrong, template, true);
      }
    }
  }
  return { ...data, patterns };
}

function compile(
  template: string,
  role: Marker["role"],
  closer: boolean,
  right: string | undefined,
  respelled: boolean,
): MarkPattern {
  const captures = [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
  return {
    pattern: new RegExp(templateSource(template), "dy"),
    captures,
    role,
    closer,
    right,
    respelled,
    empty: template.endsWith("/>"),
    start: literalStart(template),
  };
}

/** What a mark begins with, whatever stands in its placeholders. */
export function literalStart(template: string): string {
  return template.split(/\{\w+\}/, 1)[0] ?? "";
}

/** The pattern of a mark with placeholders, each a group of at most 200 characters. */
export function templateSource(template: string): string {
  return template
    .split(/\{(\w+)\}/)
    .map((piece, i, pieces) =>
      i % 2 === 0 ? escapePattern(piece) : `([^<>\\n${escapeClass((pieces[i + 1] ?? "").slice(0, 1))}]{0,200})`,
    )
    .join("");
}

/** The marks of a dialect in a text, in order and without overlap. Linear. */
export function readMarkers(text: string, dialect: Dialect): Marker[] {
  const candidates = parse(text) as (number | null)[];
  const markers: Marker[] = [];
  let done = 0;
  for (const start of candidates) {
    if (start === null || start < done) continue;
    const marker = markerAt(text, start, dialect);
    if (marker === undefined) continue;
    markers.push(marker);
    done = marker.end;
  }
  return dialect.unbracketed === true ? withUnbracketed(text, markers, dialect) : markers;
}

/** Also finds marks without their `<` and `</` in a section that has its own opener: quantised models lose them. */
function withUnbracketed(text: string, markers: Marker[], dialect: Dialect): Marker[] {
  const { call } = dialect.frame;
  const opener = markers.find(({ role, closer }) => role === "section" && !closer);
  if (opener === undefined || call === undefined || markers.some(({ role }) => role === "call")) return markers;
  const stripped = call.open.trim().slice(1);
  if (!text.startsWith(stripped.slice(0, stripped.indexOf("{")), skipSpaces(text, opener.end))) return markers;
  const lost: [MarkPattern, string][] = [];
  for (const role of ["section", "call", "parameter"] as const) {
    const mark = dialect.frame[role];
    if (mark === undefined) continue;
    for (const [closer, template] of [
      [false, mark.open],
      [true, mark.close ?? ""],
    ] as const) {
      if (template === "" || (role === "section" && !closer)) continue;
      const bare = template.trim().replace(/^<\/?/, "");
      lost.push([compile(bare, role, closer, template.trim(), true), bare.slice(0, 1)]);
    }
  }
  const starts = new Set(lost.map(([, first]) => first));
  const found = markers.filter(({ start }) => start <= opener.start);
  for (let at = opener.end; at < text.length; at++) {
    if (!starts.has(text[at] as string) || text[at - 1] === "<" || text[at - 1] === "/") continue;
    for (const [candidate, first] of lost) {
      if (text[at] !== first) continue;
      candidate.pattern.lastIndex = at;
      const match = candidate.pattern.exec(text);
      if (match === null) continue;
      found.push({ ...markerOf(match, at, candidate), unsure: true });
      at += match[0].length - 1;
      break;
    }
  }
  return found;
}

function skipSpaces(text: string, at: number): number {
  while (at < text.length && " \n\r\t".includes(text[at] as string)) at++;
  return at;
}

export function markerAt(text: string, start: number, dialect: Dialect): Marker | undefined {
  for (const candidate of dialect.patterns) {
    if (!text.startsWith(candidate.start, start)) continue;
    candidate.pattern.lastIndex = start;
    const match = candidate.pattern.exec(text);
    if (match !== null) return markerOf(match, start, candidate);
  }
  return undefined;
}

function markerOf(match: RegExpExecArray, start: number, candidate: MarkPattern): Marker {
  const captures: Record<string, { text: string; span: Span }> = {};
  candidate.captures.forEach((name, i) => {
    const raw = match[i + 1] ?? "";
    const [from] = match.indices?.[i + 1] ?? [start];
    const text = raw.trim().replace(/^(["'])(.*)\1$/, "$2");
    const inner = from + Math.max(0, raw.indexOf(text));
    captures[name] = { text, span: { start: inner, end: inner + text.length } };
  });
  const { role, closer, respelled, empty } = candidate;
  let right = candidate.right === undefined ? undefined : fill(candidate.right, captures);
  const isClean = candidate.captures.every((name, i) => captures[name]?.text === match[i + 1]);
  if (right === undefined && !isClean) right = fillPattern(match[0], match, captures, candidate.captures);
  if (right === match[0]) right = undefined;
  return { start, end: start + match[0].length, role, closer, captures, right, respelled, empty };
}

function fillPattern(
  whole: string,
  match: RegExpExecArray,
  captures: Marker["captures"],
  names: readonly string[],
): string {
  let written = whole;
  names.forEach((name, i) => {
    const raw = match[i + 1] ?? "";
    if (raw !== "") written = written.replace(raw, () => captures[name]?.text ?? "");
  });
  return written;
}

/** A mark with its placeholders replaced. */
export function fill(template: string, values: Readonly<Record<string, { readonly text: string } | string>>): string {
  return template.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = values[name];
    return value === undefined ? placeholder : typeof value === "string" ? value : value.text;
  });
}

export function markOf(dialect: { readonly frame: FrameData }, role: Role): MarkData | undefined {
  return dialect.frame[role];
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
}

function escapeClass(text: string): string {
  return text.replace(/[\\\]^-]/g, "\\$&");
}

/** Is a text the beginning of a mark, or of its name? */
export function beginsMark(open: string | undefined, rest: string): boolean {
  const literal = open?.trim().split("{")[0] ?? "";
  return literal !== "" && (literal.startsWith(rest) || (rest.startsWith(literal) && !/[<>\n]/.test(rest.slice(1))));
}

/** Does a mark open or close calls: a section of them, a block, a call? */
export function isOfCall({ role }: Marker): boolean {
  return role === "section" || role === "block" || role === "call";
}

export function markText(text: string, marker: Span): string {
  return text.slice(marker.start, marker.end);
}

export function spanOf({ start, end }: Span): Span {
  return { start, end };
}
