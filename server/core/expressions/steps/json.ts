import { member, type JsonNode } from "../../json/jsonNode";
import { readJson } from "../../json/readJson";
import { floatText } from "../../python/numbers";
import { each, type StepKind } from "../builder";
import { rewritten } from "../scored";

/** Python's `str(json.loads(text)[key])`; a text that cannot be read or lacks the key is dropped. */
export const json: StepKind = {
  key: "json",
  means: "a value of a JSON object, as Python prints it",
  also: ["kind"],
  build(data, path, builder) {
    const keys = builder.list(data.json, `${path}.json`).map((key, i) => builder.text(key, `${path}.json[${i}]`));
    const kind = data.kind === undefined ? undefined : builder.oneOf(data.kind, kinds, `${path}.kind`);
    return each((text) => {
      const read = readJson(text.text);
      if (!read.ok) return undefined;
      let node: JsonNode | undefined = read.node;
      for (const key of keys) node = node?.type === "object" ? member(node, key)?.value : undefined;
      if (node === undefined || (kind !== undefined && node.type !== kind)) return undefined;
      const printed = printScalar(node);
      return printed === undefined ? undefined : rewritten(text, printed);
    });
  },
};

const kinds = ["boolean", "string", "number", "null"] as const;

function printScalar(node: JsonNode): string | undefined {
  switch (node.type) {
    case "string":
      return node.value;
    case "boolean":
      return node.value === true ? "True" : "False";
    case "null":
      return "None";
    case "number":
      if (node.integer || typeof node.value === "bigint") return BigInt(node.value).toString();
      return floatText(node.value);
    default:
      return undefined;
  }
}
