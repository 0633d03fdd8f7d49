/**
 * How a family of models writes calls, reasoning and turns, as data: one file each in `data/`. No code asks for a
 * dialect by its id.
 *
 * Marks are written as the models write them: `{name}`, `{key}`, `{string}`, `{type}`, `{index}`, `{id}` stand for what
 * varies, and newlines at their ends for the layout (reading allows any space between marks).
 */
export interface DialectData {
  readonly id: string;
  /** For people. */
  readonly title: string;
  /** The lowest rank wins among dialects that fit equally well; the most used have the lowest. */
  readonly rank: number;
  /** Whose models write it. */
  readonly models: readonly string[];
  readonly body: BodyData;
  readonly frame: FrameData;
  /** Between two calls that need no section around them. */
  readonly between?: string;
  readonly messages?: MessagesData;
  readonly reasoning?: ReasoningData;
  /** Marks that wrap the text for the user. */
  readonly content?: MarkData;
  /** What ends a turn: servers cut it off, so it is a fault if it stays in the text. */
  readonly ends?: readonly string[];
  /** What ends a turn but is no fault if it stays, since it belongs to the form. */
  readonly stops?: readonly string[];
  /** Openers of tool results, which are never the model's own words. */
  readonly results?: readonly string[];
  /**
   * What ends a result, where that is a special token: then a result needs no line of its own, and the model goes on
   * behind it. By the opener.
   */
  readonly resultEnds?: Readonly<Record<string, string>>;
  /** The template's word for the model's turns, if it is not `assistant`. */
  readonly speaker?: string;
  /** What identifies the dialect: whole marks, and what may follow them. */
  readonly signs?: readonly SignData[];
  /** Calls need no mark around them: they count if a listed tool's name, or the file's other traces, confirm it. */
  readonly bare?: boolean;
  /** Replacements that turn all marks into known misspellings; those of one list are applied together. */
  readonly respelled?: readonly Readonly<Record<string, string>>[];
  /** Models are known to lose the `<` and `</` of marks within a section. */
  readonly unbracketed?: boolean;
  /** Dialects whose calls its readers also accept, so that they are no fault. */
  readonly also?: readonly string[];
  /** Dialects of the same models: a call in one of them is `dialect-mixed` with a safe fix. */
  readonly kin?: readonly string[];
}

export interface MarkData {
  readonly open: string;
  readonly close?: string;
  /** Other openers or closers that count as right. */
  readonly alsoOpen?: readonly string[];
  readonly alsoClose?: readonly string[];
  readonly misspelledOpen?: readonly string[];
  readonly misspelledClose?: readonly string[];
  /** A lost opener or closer is no fault. */
  readonly optional?: boolean;
}

export type Role = "section" | "block" | "call" | "parameter" | "key" | "value" | "separator" | "id" | "json";

export type FrameData = Readonly<Partial<Record<Role, MarkData>>>;

export interface ReasoningData extends MarkData {
  /** The chat template writes the opener, so the text may begin within the reasoning. */
  readonly template?: boolean;
}

/** Text that is a run of messages, each with a head that names its addressee. */
export interface MessagesData {
  readonly start: string;
  /** What a message of anybody else begins with: a tool's result, a user's. */
  readonly others?: string;
  /** The marks that end the head, with the use of the message; `""` means that channel and recipient decide. */
  readonly heads: Readonly<Record<string, MessageUse | "">>;
  readonly ends: readonly string[];
  /** The mark before the channel's name. */
  readonly channel?: string;
  readonly channels?: Readonly<Record<string, MessageUse>>;
  /** A pattern for the called function: `to=functions.{name}`. */
  readonly recipient?: string;
  readonly recipients?: Readonly<Record<string, MessageUse>>;
  /** Other words allowed in a head: everything else there is junk. */
  readonly headWords?: readonly string[];
  /** The channel on which calls belong. */
  readonly callChannel?: string;
  /** A call's message as it is written. */
  readonly written: { readonly open: string; readonly close: string };
  /** The call's place is its inner body, not the message. */
  readonly inner?: boolean;
}

export type MessageUse = "reasoning" | "content" | "call";

export type BodyData =
  JsonCallData | JsonArgumentsData | XmlParametersData | XmlTreeData | BracesData | PythonicData | LinesData;

export type BodyKind = BodyData["kind"];

/** `{"name": …, "arguments": …}` */
export interface JsonCallData {
  readonly kind: "json-call";
  readonly name?: string;
  readonly arguments?: string;
  /** Other keys for the arguments that every reader accepts. */
  readonly alsoArguments?: readonly string[];
  readonly id?: string;
  /** `{"N": {…}}` */
  readonly keyed?: boolean;
  /** What a block holds. */
  readonly holds: "object" | "list" | "lines";
  /** The head of a message repeats the name. */
  readonly word?: string;
}

/** The name in a mark, the arguments as one JSON object. */
export interface JsonArgumentsData {
  readonly kind: "json-arguments";
  /** How the name is written as text: `functions.{name}:{index}`. */
  readonly nameForm?: string;
  /** Other forms that every reader accepts. */
  readonly alsoNameForms?: readonly string[];
  readonly fence?: readonly [string, string];
}

/** One mark per parameter, with the value as text. */
export interface XmlParametersData {
  readonly kind: "xml-parameters";
  readonly typing: "schema" | "flag" | "type";
  /** Keys and values have their own marks each, and the name is text behind the opener. */
  readonly pairs?: boolean;
  /** What follows the name in pairs. */
  readonly nameEnd?: string;
  readonly cdata?: boolean;
}

export interface XmlTreeData {
  readonly kind: "xml-tree";
  /** Written before every tag of the tree. */
  readonly prefix: string;
  readonly item: string;
}

export interface BracesData {
  readonly kind: "braces";
  readonly quote: string;
  readonly word: string;
}

export interface PythonicData {
  readonly kind: "pythonic";
  readonly holds: "list" | "lines";
  readonly jsonWords?: boolean;
  /** Written behind every name: `brave_search.call(…)`. */
  readonly suffix?: string;
}

export interface LinesData {
  readonly kind: "lines";
  readonly reasoning: string;
  readonly name: string;
  readonly arguments: string;
  readonly result: string;
  readonly answer: string;
}

/** A whole mark, and what has to follow it for the dialect to be meant. */
export interface SignData {
  /** Empty if the pattern alone is enough: it is then searched for anywhere. */
  readonly mark: string;
  /** A pattern for the text behind the mark, after white space. */
  readonly then?: string;
  /** Its weight against the signs of other dialects that share marks; 1 if left out. */
  readonly weight?: number;
}

/** A tool as far as dialects need to know it. */
export interface DialectTool {
  readonly name: string;
  /** JSON Schema of the arguments. */
  readonly parameters?: unknown;
}
