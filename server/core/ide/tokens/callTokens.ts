import { toolNameOf, type Call } from "../../dialects/sampleCalls";
import { member, type JsonMember } from "../../json/jsonNode";
import type { Token, TokenMaker } from "./token";

/** In calls: the tool's name and the arguments' names, if the sample's tools include them or no tools are listed. */
export const callTokens: TokenMaker = ({ facts }, trace) =>
  facts.calls(trace).flatMap((call): Token[] => {
    const name = toolNameOf(call);
    const tool = name === undefined ? undefined : facts.tools?.get(name);
    if (name === undefined || (facts.tools !== undefined && tool === undefined)) return [];
    const takes = (key: string): boolean => tool?.parameters === undefined || tool.open || tool.parameters.has(key);
    const { part, span } = call.namePlace;
    return [
      { part, span: withoutQuotes(part.text, span), type: "function" },
      ...argumentMembers(call).flatMap(({ key }): Token[] => {
        if (call.json === undefined || !takes(key.value)) return [];
        const at = call.json.part;
        return [{ part: at, span: withoutQuotes(at.text, key.span), type: "parameter" }];
      }),
    ];
  });

/** The arguments as they are written, including repeated ones. */
function argumentMembers({ json, object, argumentsKey }: Call): readonly JsonMember[] {
  const node = json?.value.node;
  if (node?.type !== "object") return [];
  // A call given as data has its arguments as separate JSON.
  const given = object === undefined ? node : argumentsKey && member(node, argumentsKey)?.value;
  return given?.type === "object" ? given.members : [];
}

function withoutQuotes(text: string, { start, end }: Token["span"]): Token["span"] {
  return text[start] === '"' && end - start >= 2 ? { start: start + 1, end: end - 1 } : { start, end };
}
