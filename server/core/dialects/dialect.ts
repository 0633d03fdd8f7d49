/**
 * How a family of models writes calls, reasoning and turns: data, one file in `data/` each. Nothing asks for one by its id.
 *
 * Marks are written as the models write them: `{name}`, `{key}`, `{string}`, `{type}`, `{index}`, `{id}` stand for what
 * changes, and newlines at their ends for the layout (when reading, the space between marks is free).
 */
export interface DialectData {
  readonly id: string;
  /** For people. */
  readonly title: string;
  /** Before others that fit as well: the most used have the lowest. */
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
  /** What ends a turn: cut off by servers, a fault where it stays in the text. */
  readonly ends?: readonly string[];
  /** What ends a turn and is no fault where it stays: it belongs to the form. */
  readonly stops?: readonly string[];
  /** Openers of what tools answered: never the model's own words. */
  readonly results?: readonly string[];
  /** What tells the dialect: whole marks, and what may stand behind them. */
  readonly signs?: readonly SignData[];
  /** Calls need no mark around them: they count where a listed tool's name, or the file's other traces, say so. */
  readonly bare?: boolean;
  /** Replacements in all marks that give known misspellings of them, each list applied together. */
  readonly respelled?: readonly Readonly<Record<string, string>>[];
  /** Models are known to lose the `<` and `</` of marks within a section. */
  readonly unbracketed?: boolean;
  /** Dialects whose calls its readers take as well: no fault. */
  readonly also?: readonly string[];
  /** Dialects of the same models: a call in theirs is `dialect-mixed` with a safe fix. */
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
  /** The chat template writes the opener, so that the text may begin within the reasoning. */
  readonly template?: boolean;
}

/** Text that is a run of messages, each with a head that says to whom it goes. */
export interface MessagesData {
  readonly start: string;
  /** What ends the head, by what the message then is; `""` is decided by channel and recipient. */
  readonly heads: Readonly<Record<string, MessageUse | "">>;
  readonly ends: readonly string[];
  /** Before the channel's name. */
  readonly channel?: string;
  readonly channels?: Readonly<Record<string, MessageUse>>;
  /** A pattern for who is called: `to=functions.{name}`. */
  readonly recipient?: string;
  readonly recipients?: Readonly<Record<string, MessageUse>>;
  /** What else may stand in a head: all else there is junk. */
  readonly headWords?: readonly string[];
  /** The channel on which calls belong. */
  readonly callChannel?: string;
  /** A call's message as it is written. */
  readonly written: { readonly open: string; readonly close: string };
  /** The call's place is its inner body and not the message. */
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
  /** Other keys for the arguments that every reader takes. */
  readonly alsoArguments?: readonly string[];
  readonly id?: string;
  /** `{"N": {…}}` */
  readonly keyed?: boolean;
  /** What a block holds. */
  readonly holds: "object" | "list" | "lines";
  /** A message's head says the name once more. */
  readonly word?: string;
}

/** The name in a mark, the arguments as one JSON object. */
export interface JsonArgumentsData {
  readonly kind: "json-arguments";
  /** How the name is written where it stands as text: `functions.{name}:{index}`. */
  readonly nameForm?: string;
  /** Other forms that every reader takes. */
  readonly alsoNameForms?: readonly string[];
  readonly fence?: readonly [string, string];
}

/** A mark a parameter, with the value as text. */
export interface XmlParametersData {
  readonly kind: "xml-parameters";
  readonly typing: "schema" | "flag" | "type";
  /** Keys and values each in marks of their own, the name as text behind the opener. */
  readonly pairs?: boolean;
  /** What stands behind the name in pairs. */
  readonly nameEnd?: string;
  readonly cdata?: boolean;
}

export interface XmlTreeData {
  readonly kind: "xml-tree";
  /** Before every tag of the tree. */
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
  /** Behind every name: `brave_search.call(…)`. */
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

/** A whole mark, and what has to stand behind it for the dialect to be meant. */
export interface SignData {
  /** Empty where the pattern alone tells: it is then looked for anywhere. */
  readonly mark: string;
  /** A pattern for the text behind the mark, after white space. */
  readonly then?: string;
  /** How much it says, beside the signs of other dialects that share marks; 1 where it is left out. */
  readonly weight?: number;
}

/** A tool as dialects know it. */
export interface DialectTool {
  readonly name: string;
  /** JSON Schema of the arguments. */
  readonly parameters?: unknown;
}
