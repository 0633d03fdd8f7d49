import { nearestName } from "../text/nearestName";
import {
  filterWords,
  isFilterWord,
  isNameField,
  isNumberField,
  isTextField,
  nameFields,
  numberFields,
  textFields,
  type NameField,
  type NumberField,
  type TextField,
} from "./fields";
import { comparisons, type Comparison, type Filter } from "./filter";
import { FilterError, Scanner, type FilterProblem } from "./scanner";

/** The deepest nesting of brackets and `not`. */
const deepest = 100;

const all: Filter = { kind: "all", of: [] };

/**
 * Reads a filter: adjacent terms mean *and*; `or`, `not` and brackets have their usual meaning. `reward<0
 * rule:tool-call-json step=60..85 text:"refund"`. An empty filter lets everything pass.
 */
export function parseFilter(text: string): Filter | { readonly problem: FilterProblem } {
  try {
    const scanner = new Scanner(text);
    if (scanner.isAtEnd()) return all;
    const filter = parseAny(scanner, 0);
    if (!scanner.isAtEnd()) scanner.fail("This bracket closes nothing: remove it, or add an opening one before it.");
    return filter;
  } catch (error) {
    if (!(error instanceof FilterError)) throw error;
    return { problem: { message: error.message, span: error.span } };
  }
}

/** Reads a filter up to the end, or up to the bracket that closes the enclosing one. */
export function parseAny(scanner: Scanner, depth: number): Filter {
  if (depth > deepest) scanner.fail(`Brackets and "not" can be nested ${deepest} deep at most.`);
  const options = [parseAll(scanner, depth)];
  while (scanner.takeKeyword("or")) options.push(parseAll(scanner, depth));
  return joined("any", options);
}

function parseAll(scanner: Scanner, depth: number): Filter {
  const terms: Filter[] = [];
  do {
    terms.push(parseTerm(scanner, depth));
    skipAnds(scanner);
  } while (!scanner.isAtEnd() && scanner.text[scanner.at] !== ")" && !nextIsOr(scanner));
  return joined("all", terms);
}

/** Adjacent terms mean *and*. */
function skipAnds(scanner: Scanner): void {
  let more = true;
  while (more) more = scanner.takeKeyword("and");
}

function nextIsOr(scanner: Scanner): boolean {
  const before = scanner.at;
  const isOr = scanner.takeKeyword("or");
  scanner.at = before;
  return isOr;
}

function joined(kind: "all" | "any", of: readonly Filter[]): Filter {
  return of.length === 1 ? (of[0] as Filter) : { kind, of };
}

function parseTerm(scanner: Scanner, depth: number): Filter {
  if (scanner.takeKeyword("not")) {
    if (depth >= deepest) scanner.fail(`Brackets and "not" can be nested ${deepest} deep at most.`);
    return { kind: "not", of: parseTerm(scanner, depth + 1) };
  }
  const opener = scanner.here;
  if (scanner.takeSign(["("]) !== undefined) {
    const inside = parseAny(scanner, depth + 1);
    if (scanner.takeSign([")"]) === undefined) {
      scanner.fail('This bracket is never closed: write ")" after its content.', {
        start: opener.start,
        end: opener.start + 1,
      });
    }
    return inside;
  }
  const start = scanner.here.start;
  failOverSign(scanner);
  const name = scanner.takeName();
  if (name === undefined) return scanner.fail(`A term is missing here, such as reward<0, rule:unclosed-tag or wrong.`);
  const span = { start, end: scanner.at };
  if (scanner.text[scanner.at] === ":") {
    scanner.at++;
    if (name === "has") return { kind: "has", field: parseField(scanner) };
    if (isTextField(name)) return { kind: "text", field: name, words: parseWords(scanner, name) };
    if (isNameField(name)) return { kind: "name", field: name, values: parseNames(scanner, name) };
    if (isNumberField(name))
      return scanner.fail(`${name} is a number: write ${name}=1, ${name}<1 or ${name}=1..5.`, span);
    return unknown(scanner, name, span);
  }
  const op = scanner.takeSign(comparisons);
  if (op !== undefined) {
    if (isNumberField(name)) return parseNumber(scanner, name, op);
    if (isNameField(name) || isTextField(name)) {
      return scanner.fail(`${name} is not a number: write ${name}: followed by its value.`, span);
    }
    return unknown(scanner, name, span);
  }
  if (isFilterWord(name)) return { kind: "word", word: name };
  if (isNumberField(name))
    return scanner.fail(`What about ${name}? Write for instance ${name}<0 or has:${name}.`, span);
  if (isNameField(name) || isTextField(name)) {
    return scanner.fail(`What about ${name}? Write for instance ${name}:VALUE or has:${name}.`, span);
  }
  return unknown(scanner, name, span);
}

function parseNumber(scanner: Scanner, field: NumberField, op: Comparison): Filter {
  const { start } = scanner.here;
  const value = scanner.takeNumber() ?? scanner.fail(`Expected a number after ${field}${op}, such as 0 or -1.5.`);
  if (op !== "=" || scanner.takeSign([".."]) === undefined) return { kind: "number", field, op, value };
  const to = scanner.takeNumber() ?? scanner.fail(`Expected the end of the range after ${value}..: a number.`);
  if (to < value) {
    const message = `The range ${value}..${to} is empty, so it would find nothing: write ${field}=${to}..${value}.`;
    scanner.fail(message, { start, end: scanner.at });
  }
  return { kind: "range", field, from: value, to };
}

function parseNames(scanner: Scanner, field: NameField): (readonly string[])[] {
  const values: (readonly string[])[] = [];
  do {
    const isQuoted = /["']/.test(scanner.text[scanner.at] ?? "");
    const value = scanner.takeValue() ?? scanner.fail(`Expected a value after "${field}:". Write * for anything.`);
    // In quotes, a star is an ordinary character.
    values.push(isQuoted ? [value] : value.split("*"));
  } while (scanner.text[scanner.at] === "," && ++scanner.at > 0);
  return values;
}

function parseWords(scanner: Scanner, field: TextField): string {
  const start = scanner.at;
  const words = scanner.takeValue() ?? scanner.fail(`Expected the words to find, in quotes, after "${field}:".`);
  if (scanner.text[scanner.at] === ",") failOverSeveral(scanner, field, start);
  return words.toLowerCase();
}

/** Values of names can stand with commas between; a text may hold commas itself. */
function failOverSeveral(scanner: Scanner, field: TextField, start: number): never {
  scanner.at = start;
  const terms: string[] = [];
  do terms.push(`${field}:"${(scanner.takeValue() ?? "").replace(/["\\]/g, "\\$&")}"`);
  while (scanner.text[scanner.at] === "," && ++scanner.at > 0);
  const written = terms.filter((term) => !term.endsWith(':""')).join(" or ");
  return scanner.fail(`${field}: takes one text: write ${written}.`, { start, end: scanner.at });
}

/** Search engines leave out what has a minus. */
function failOverSign(scanner: Scanner): void {
  const { start, end } = scanner.here;
  const sign = /^[-!](?=[\p{L}_(])/u.exec(scanner.text.slice(start, end))?.[0];
  if (sign === undefined) return;
  const rest = /^[^\s"'(]*(?:"[^"]*"|'[^']*')?/.exec(scanner.text.slice(start + 1))?.[0] ?? "";
  scanner.fail(`"${sign}" leaves nothing out: write not ${rest === "" ? "before the bracket" : rest}.`, {
    start,
    end: start + 1 + rest.length,
  });
}

function parseField(scanner: Scanner): NumberField | NameField | TextField {
  const start = scanner.at;
  const name = scanner.takeName() ?? scanner.fail('Expected the name of a field after "has:", such as reward.');
  if (isNumberField(name) || isNameField(name) || isTextField(name)) return name;
  return unknown(scanner, name, { start, end: scanner.at });
}

function unknown(scanner: Scanner, name: string, span: FilterProblem["span"]): never {
  const fields = [...numberFields, ...nameFields, ...textFields];
  const near = nearestName(name, [...fields, ...filterWords]);
  const hint = near === undefined ? "" : ` Did you mean ${near}?`;
  return scanner.fail(
    `There is no field or word ${name}.${hint} Fields are ${fields.join(", ")}, component.NAME; words are ${filterWords.join(", ")}.`,
    span,
  );
}
