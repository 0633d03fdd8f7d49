import type { Location } from "../model/finding";
import type { Part } from "../model/sample";
import type { Span } from "../text/span";
import { valuesOf, type Call as AnyCall } from "./call";
import type { Call } from "./sampleCalls";

/** A call that a dialect read, in the form that rules use. Only its dialect knows how to change it. */
export class CallFromDialect implements Call {
  readonly argumentsKey = undefined;
  readonly object = undefined;
  readonly failure = undefined;
  readonly argumentsObject = undefined;
  readonly json = undefined;
  readonly arguments: Readonly<Record<string, unknown>>;

  constructor(
    private readonly part: Part,
    readonly inDialect: AnyCall,
  ) {
    this.arguments = valuesOf(inDialect);
  }

  get name(): string | undefined {
    return this.inDialect.name;
  }

  get place(): Location {
    return this.at(this.inDialect.place);
  }

  get argumentsKeyPlace(): Location {
    return this.place;
  }

  get namePlace(): Location {
    return this.at(this.inDialect.namePlace);
  }

  get argumentsPlace(): Location {
    return this.at(this.inDialect.argumentsPlace);
  }

  argumentPlaces(name: string): { readonly key: Location; readonly value: Location } {
    const found = this.inDialect.arguments.findLast((argument) => argument.name === name);
    if (found === undefined) return { key: this.place, value: this.place };
    return { key: this.at(found.namePlace), value: this.at(found.valuePlace) };
  }

  private at({ start, end }: Span): Location {
    return { part: this.part, span: { start, end } };
  }
}
