import { Ajv, type DefinedError, type ValidateFunction } from "ajv";
import { didYouMean } from "./suggest";
import schema from "./trace-auditor.schema.json";

/** A violation of the schema: its place and the reason. */
export interface SchemaError {
  readonly code: string;
  readonly message: string;
  /** Path of the value, or of the property if its key is at fault. */
  readonly path: readonly (string | number)[];
  /** Is the key wrong, and not the value? */
  readonly atKey: boolean;
}

let validator: ValidateFunction | undefined;

/** Checks a config's value against its schema. Compiled on first use, because most folders have no config. */
export function schemaErrors(value: unknown): SchemaError[] {
  if (validator === undefined) {
    const ajv = new Ajv({ allErrors: true, verbose: true, allowUnionTypes: true });
    // Keywords that only editors read.
    ajv.addVocabulary(["defaultSnippets", "enumDescriptions"]);
    validator = ajv.compile(schema);
  }
  if (validator(value)) return [];
  return (validator.errors as DefinedError[]).flatMap((error) => explain(error, value));
}

function explain(error: DefinedError, root: unknown): SchemaError[] {
  const path = pathOf(error.instancePath, root);
  const name = path.length === 0 ? "The file" : JSON.stringify(String(path.at(-1)));
  const at = (code: string, message: string): SchemaError[] => [{ code, message, path, atKey: false }];
  switch (error.keyword) {
    case "additionalProperties": {
      const key = error.params.additionalProperty;
      const known = Object.keys(propertiesOf(error.parentSchema));
      return [{ ...unknownKey(path, key, known), path: [...path, key], atKey: true }];
    }
    case "required":
      // Reported once, by `oneOf`.
      if (error.schemaPath.includes("/oneOf/")) return [];
      return at("missing-key", `${JSON.stringify(error.params.missingProperty)} is missing here.`);
    case "type":
      return at("wrong-type", `${name} must be ${typeNames(error.params.type)}, not ${typeName(error.data)}.`);
    case "enum": {
      const known = error.params.allowedValues.filter((allowed): allowed is string => typeof allowed === "string");
      // `type` already reports a value of another type.
      if (typeof error.data !== "string") return [];
      const list = known.join(", ");
      const hint = didYouMean(error.data, known);
      return at("unknown-value", `${JSON.stringify(error.data)} is not known here: write one of ${list}.${hint}`);
    }
    case "pattern":
      // Reported once, by `propertyNames`, if a key is at fault.
      if (error.propertyName !== undefined) return [];
      return at("tag-name", tagNameMessage(String(error.data)));
    case "propertyNames": {
      const key = error.params.propertyName;
      const message = path.at(-1) === "tags" ? tagNameMessage(key) : "A name must have 1 to 100 characters.";
      return [{ code: "name", message, path: [...path, key], atKey: true }];
    }
    case "minimum":
    case "exclusiveMinimum": {
      const bound = error.keyword === "minimum" ? "at least" : "more than";
      return at("too-small", `${name} must be ${bound} ${error.params.limit}.`);
    }
    case "minProperties":
      // Only a pattern of `files` has a minimum number of keys. One without its pattern is reported already.
      return "pattern" in (error.data as object)
        ? at("missing-key", '"profile" or "rules" is missing here: a pattern alone has no effect.')
        : [];
    case "minLength":
    case "minItems":
      return error.propertyName === undefined ? at("empty", `${name} must not be empty.`) : [];
    case "maxLength":
      return error.propertyName === undefined
        ? at("too-long", `${name} is longer than ${error.params.limit} characters.`)
        : [];
    case "oneOf":
      return at("missing-key", 'A component has one of "component", "preset", or "name" with "value".');
    default:
      return at("invalid", `${name} cannot be used: it ${error.message ?? "does not fit the schema"}.`);
  }
}

function unknownKey(
  path: readonly (string | number)[],
  key: string,
  known: readonly string[],
): Pick<SchemaError, "code" | "message"> {
  const written = JSON.stringify(key);
  const hint = didYouMean(key, known);
  if (path.at(-1) === "rules") return { code: "unknown-rule", message: `There is no rule ${written}.${hint}` };
  const list = hint === "" ? ` Known are ${known.join(", ")}.` : "";
  return { code: "unknown-key", message: `${written} is not known here, so it would do nothing.${hint}${list}` };
}

function tagNameMessage(name: string): string {
  const bare = name.replace(/[<>/\s]/g, "");
  const hint = /^[<\s]/.test(name) ? ` Write ${JSON.stringify(bare)}, without the angle brackets.` : "";
  return `${JSON.stringify(name)} cannot be a tag's name: a letter or _ first, then letters, digits, _ . : or -.${hint}`;
}

function propertiesOf(parentSchema: unknown): Record<string, unknown> {
  return (parentSchema as { properties?: Record<string, unknown> } | undefined)?.properties ?? {};
}

/** A JSON pointer as a path; a step into an array is a number. */
function pathOf(pointer: string, root: unknown): (string | number)[] {
  let value = root;
  return pointer
    .split("/")
    .slice(1)
    .map((escaped) => {
      const key = escaped.replaceAll("~1", "/").replaceAll("~0", "~");
      const step = Array.isArray(value) ? Number(key) : key;
      value = (value as Record<string | number, unknown> | undefined)?.[step];
      return step;
    });
}

const nounOf: Readonly<Record<string, string>> = {
  object: "an object",
  array: "a list",
  string: "a text in quotes",
  boolean: "true or false",
  integer: "a whole number",
  number: "a number",
  null: "null",
};

function typeNames(types: string | readonly string[]): string {
  return (typeof types === "string" ? types.split(",") : types).map((type) => nounOf[type] ?? type).join(" or ");
}

function typeName(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "boolean") return String(value);
  return nounOf[typeof value] ?? typeof value;
}
