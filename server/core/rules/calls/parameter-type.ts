import type { Fault } from "../../dialects/reading";
import type { Call } from "../../dialects/sampleCalls";
import { callsNotChecked, type UnfitArgument } from "../../facts/callCheck";
import { kindOf, type JsonKind } from "../../facts/parameterType";
import { asOtherType } from "../edits/otherType";
import { nearestName } from "../../text/nearestName";
import { shorten } from "../../text/shorten";
import { textOf } from "../../text/span";
import { fixesOfFault, isFault, reportFaults } from "../checks/dialectFaults";
import { editsOf } from "../edits/inDialect";
import { traceRule } from "../rule";

interface Unfit extends UnfitArgument {
  readonly call: Call;
}

/** Arguments whose type or value is not one that the tool lists. */
export const parameterType = traceRule<Unfit | Fault | undefined>({
  id: "parameter-type",
  summary: "A parameter whose value has another type than the tool takes, or is none of the values that it lists.",
  severity: "warning",
  cause: "wrong arguments",
  severities: "warning, error where reward is lost",
  check(context) {
    const { facts, part, report } = context;
    const { checked, notChecked } = facts.checkedCalls(part);
    if (notChecked !== undefined) {
      report({ ...notChecked.place, severity: "information", message: callsNotChecked }, undefined);
    }
    reportFaults("parameter-type", context);
    for (const { call, check, expected } of checked) {
      for (const unfit of check.unfit) {
        const { value, why } = unfit;
        const { name } = unfit.parameter;
        const others = expected.filter((given) => Object.hasOwn(given, name)).map((given) => given[name]);
        const lost = others.length > 0 && others.every((other) => differs(value, other));
        const cost = lost
          ? `The ground truth has another value too${facts.paysFor("calls") ? ", so it costs reward" : ""}.`
          : "The tool may refuse it or read it otherwise.";
        const message = `This value of "${name}" ${why}. ${cost}`;
        report(
          { ...call.argumentPlaces(name).value, message, severity: lost ? "error" : "warning" },
          { ...unfit, call },
        );
      }
    }
  },
  fixes({ part, span, state }) {
    if (state === undefined) return [];
    if (isFault(state)) return fixesOfFault(part, state);
    const right = rightValue(state, textOf(part.text, span));
    if (right === undefined) return [];
    const inDialect = editsOf(part, state.call, (call) => call.setValue(state.parameter.name, JSON.parse(right)));
    const edits = inDialect ?? [{ part, span, text: right }];
    return [{ title: `Write ${shorten(right)}`, safe: false, edits }];
  },
});

/** The same value in the type that the tool takes, or the listed value that was most likely meant. */
function rightValue({ parameter, value }: UnfitArgument, written: string): string | undefined {
  const { type, enum: allowed = [] } = parameter;
  const retyped = type && asOtherType(value, written, type.kinds);
  if (retyped !== undefined) return retyped;
  const texts = allowed.filter((one) => typeof one === "string");
  const meant = typeof value === "string" ? nearestName(value, texts) : undefined;
  return meant === undefined ? undefined : JSON.stringify(meant);
}

/**
 * Is the value certainly different by Python's equality, where 1 equals true? The contents of lists and objects are not
 * compared.
 */
function differs(value: unknown, other: unknown): boolean {
  const [kind, otherKind] = [comparable(kindOf(value)), comparable(kindOf(other))];
  if (kind !== otherKind) return true;
  if (kind === "number") return Number(value) !== Number(other);
  return kind === "string" && value !== other;
}

function comparable(kind: JsonKind): JsonKind {
  return kind === "integer" || kind === "boolean" ? "number" : kind;
}
