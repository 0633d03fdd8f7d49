import { parseBounded } from "../../json/parseBounded";
import { readJson } from "../../json/readJson";
import type { Part, PartRole } from "../../model/sample";
import type { SourceMap } from "../../text/sourceMap";
import { PlainSourceMap } from "../../text/sourceMap";
import type { Span } from "../../text/span";
import { NestedSourceMap } from "./nestedSourceMap";
import { JsonPlaces } from "./jsonPlaces";
import { JsonStringMap } from "./jsonStringMap";
import { plainValue } from "./plainValue";

/** A value that a format does not know how to read. It is reported instead of being lost silently. */
export interface PassedOver {
  /** In words: "content part of the type `video`". */
  readonly what: string;
  readonly field: JsonField;
}

/** JSON text with fields: a record, or a string in a record that is itself JSON. */
export class JsonText {
  private found: JsonPlaces | undefined;

  /**
   * @param outer maps `text` to the record, if it is not the record itself
   * @param passedOver values in the record that are not understood; one list for all texts of a record
   */
  constructor(
    readonly text: string,
    private readonly outer?: SourceMap,
    readonly passedOver: PassedOver[] = [],
  ) {}

  get places(): JsonPlaces {
    this.found ??= new JsonPlaces(this.text);
    return this.found;
  }

  /** Converts a span of this text to a span of the record. */
  inRecord(span: Span): Span {
    if (this.outer === undefined) return span;
    return { start: this.outer.toSource(span.start), end: this.outer.toSource(span.end) };
  }

  /** Extends a map to this text into a map to the record. */
  map(inner: SourceMap): SourceMap {
    return this.outer === undefined ? inner : new NestedSourceMap(this.outer, inner);
  }
}

/**
 * A value of a record that can find its place. Reading values costs nothing beyond JSON.parse; places are looked up on
 * first use.
 */
export class JsonField {
  protected spanFound: Span | undefined;

  protected constructor(
    readonly value: unknown,
    protected readonly json: JsonText,
    private readonly parent: JsonField | undefined,
    private readonly key: string | number,
  ) {}

  /** The field of a whole text; `value` is the text's parsed value. */
  static root(json: JsonText, value: unknown): JsonField {
    return new JsonField(value, json, undefined, "");
  }

  /** A value at `span` of a text that holds other values as well. */
  static at(json: JsonText, value: unknown, span: Span): JsonField {
    return new PlacedField(value, json, span);
  }

  /** The values of a text, which follow one another, as the items of a list. */
  static list(json: JsonText, items: readonly JsonField[]): JsonField {
    return new ListField(json, items);
  }

  /** Records that this value is not understood, and so not read. */
  passOver(what: string): void {
    this.json.passedOver.push({ what, field: this });
  }

  /** The member of an object; undefined if it is absent or null, which mean the same in every format. */
  get(key: string): JsonField | undefined {
    if (!isObject(this.value)) return undefined;
    const value = this.value[key];
    // Checked last, because most names that formats look for are absent. It excludes what every object inherits.
    if (value === null || value === undefined || !Object.hasOwn(this.value, key)) return undefined;
    return new JsonField(value, this.json, this, key);
  }

  /** The first of these members that exists. */
  first(...keys: readonly string[]): JsonField | undefined {
    for (const key of keys) {
      const field = this.get(key);
      if (field !== undefined) return field;
    }
    return undefined;
  }

  /** The items of an array; none for any other value. */
  items(): JsonField[] {
    if (!Array.isArray(this.value)) return [];
    return this.value.map((value: unknown, i) => new JsonField(value, this.json, this, i));
  }

  item(index: number): JsonField | undefined {
    if (!Array.isArray(this.value) || index < 0 || index >= this.value.length) return undefined;
    const value: unknown = this.value[index];
    return value === null ? undefined : new JsonField(value, this.json, this, index);
  }

  get string(): string | undefined {
    return typeof this.value === "string" ? this.value : undefined;
  }

  /** A string, or a number as its text: identifiers may be either. */
  get label(): string | undefined {
    return typeof this.value === "number" ? String(this.value) : this.string;
  }

  /** A finite number. True and false count as 1 and 0, because scores are written either way. */
  get number(): number | undefined {
    if (typeof this.value === "boolean") return Number(this.value);
    return typeof this.value === "number" && Number.isFinite(this.value) ? this.value : undefined;
  }

  /** The value's span in its JSON text. */
  protected get place(): Span {
    this.spanFound ??= this.findPlace();
    return this.spanFound;
  }

  private findPlace(): Span {
    const { places } = this.json;
    if (this.parent === undefined) return places.root();
    const above = this.parent.place;
    const found = typeof this.key === "number" ? places.item(above, this.key) : places.member(above, this.key);
    return found ?? above;
  }

  /** The value's span in the record. */
  get span(): Span {
    return this.json.inRecord(this.place);
  }

  /** A string as a part; undefined for any other value. */
  textPart(role: PartRole): Part | undefined {
    return typeof this.value === "string" ? new StringPart(role, this.value, this) : undefined;
  }

  /** A string as a part, or any other value as its JSON text. */
  part(role: PartRole): Part {
    return this.textPart(role) ?? new WrittenPart(role, this);
  }

  /** The JSON that a string holds; undefined if it holds none. */
  nested(): JsonField | undefined {
    const part = this.textPart("tool");
    if (part === undefined) return undefined;
    const value = parseJson(part.text);
    return value === undefined
      ? undefined
      : JsonField.root(new JsonText(part.text, part.source, this.json.passedOver), value);
  }

  /** The map of this string's text. */
  stringMap(): SourceMap {
    return this.json.map(new JsonStringMap(this.json.text, this.place));
  }

  /** The value as written. */
  written(): { readonly text: string; readonly source: SourceMap } {
    const { start, end } = this.place;
    return { text: this.json.text.slice(start, end), source: this.json.map(new PlainSourceMap(start, end - start)) };
  }
}

/** A value whose place is known from the start. */
class PlacedField extends JsonField {
  constructor(value: unknown, json: JsonText, span: Span) {
    super(value, json, undefined, "");
    this.spanFound = span;
  }
}

/** Values that follow one another in a text without the brackets of an array. */
class ListField extends JsonField {
  constructor(
    json: JsonText,
    private readonly fields: readonly JsonField[],
  ) {
    super(
      fields.map(({ value }) => value),
      json,
      undefined,
      "",
    );
    this.spanFound = { start: 0, end: json.text.length };
  }

  override items(): JsonField[] {
    return [...this.fields];
  }

  override item(index: number): JsonField | undefined {
    const field = this.fields[index];
    return field?.value === null ? undefined : field;
  }
}

/** A row of columns: an object whose fields are in arrays of the file's one object. */
export class RowField extends JsonField {
  constructor(
    private readonly columns: JsonField,
    json: JsonText,
    private readonly row: number,
    value: Readonly<Record<string, unknown>>,
  ) {
    super(value, json, undefined, "");
  }

  override get(key: string): JsonField | undefined {
    const column = this.columns.get(key);
    return column !== undefined && Array.isArray(column.value) ? column.item(this.row) : column;
  }
}

/** A row of a table: a list of values, whose names are in another list. */
export class TableRowField extends JsonField {
  private readonly indices: ReadonlyMap<string, number>;

  constructor(
    private readonly cells: JsonField,
    json: JsonText,
    names: readonly string[],
  ) {
    const values = cells.value as readonly unknown[];
    super(Object.fromEntries(names.map((name, i) => [name, values[i] ?? null])), json, undefined, "");
    this.indices = new Map(names.map((name, i) => [name, i]));
  }

  override get span(): Span {
    return this.cells.span;
  }

  override get(key: string): JsonField | undefined {
    const index = this.indices.get(key);
    return index === undefined ? undefined : this.cells.item(index);
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value of JSON text, where NaN and infinities are allowed; undefined if it is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return parseBounded(text);
  } catch {
    const result = readJson(text);
    return result.ok ? plainValue(result.node) : undefined;
  }
}

class StringPart implements Part {
  private map: SourceMap | undefined;

  constructor(
    readonly role: PartRole,
    readonly text: string,
    private readonly field: JsonField,
  ) {}

  get source(): SourceMap {
    this.map ??= this.field.stringMap();
    return this.map;
  }
}

class WrittenPart implements Part {
  private found: { readonly text: string; readonly source: SourceMap } | undefined;

  constructor(
    readonly role: PartRole,
    private readonly field: JsonField,
  ) {}

  get isNumber(): boolean {
    return typeof this.field.value === "number";
  }

  private get written(): { readonly text: string; readonly source: SourceMap } {
    this.found ??= this.field.written();
    return this.found;
  }

  get text(): string {
    return this.written.text;
  }

  get source(): SourceMap {
    return this.written.source;
  }
}
