import type { Span } from "../../text/span";
import { insidePair } from "../strings";
import type { Match, Placement } from "./match";

/** A pattern that the host's own engine can match, as `emit` writes it. */
export class HostPattern {
  private readonly plain = new Map<Placement, RegExp>();
  private readonly withPlaces = new Map<Placement, RegExp>();

  constructor(private readonly source: string) {}

  /** The next match from an offset on; `overflow` if the engine's stack was full. */
  match(text: string, from: number, placement: Placement): Match | undefined | "overflow" {
    const regExp = this.regExp(placement, false);
    for (let at = from; at <= text.length;) {
      regExp.lastIndex = at;
      let found: RegExpExecArray | null;
      try {
        found = regExp.exec(text);
      } catch {
        // V8 throws if its engine's stack is full.
        return "overflow";
      }
      if (found === null) return undefined;
      const end = found.index + found[0].length;
      // The engine can stop between the halves of a surrogate pair; Python has no such place.
      if (found.index >= from && !insidePair(text, found.index) && !insidePair(text, end)) {
        return new HostMatch(this, placement, at, found, end);
      }
      at = Math.max(at, found.index) + 1;
    }
    return undefined;
  }

  /** How many matches of at least one character there are; undefined where they have to be looked at one by one. */
  count(text: string): number | undefined {
    if (/[\ud800-\udfff]/.test(text)) return undefined;
    const regExp = this.regExp("anywhere", false);
    regExp.lastIndex = 0;
    try {
      let count = 0;
      while (regExp.test(text)) count++;
      return count;
    } catch {
      return undefined;
    }
  }

  /** The groups' places of the match that is found from `at` on. The engine is much slower where it has to note them. */
  groups(text: string, at: number, placement: Placement): readonly (Span | undefined)[] {
    const regExp = this.regExp(placement, true);
    regExp.lastIndex = at;
    return (regExp.exec(text)?.indices ?? []).map((pair) => pair && { start: pair[0], end: pair[1] });
  }

  private regExp(placement: Placement, withPlaces: boolean): RegExp {
    const made = withPlaces ? this.withPlaces : this.plain;
    let regExp = made.get(placement);
    if (regExp === undefined) {
      const flags = `${withPlaces ? "d" : ""}u${placement === "anywhere" ? "g" : "y"}`;
      regExp = new RegExp(placement === "whole" ? `(?:${this.source})$` : this.source, flags);
      made.set(placement, regExp);
    }
    return regExp;
  }
}

class HostMatch implements Match {
  readonly start: number;
  private places: readonly (Span | undefined)[] | undefined;

  constructor(
    private readonly host: HostPattern,
    private readonly placement: Placement,
    private readonly from: number,
    private readonly found: RegExpExecArray,
    readonly end: number,
  ) {
    this.start = found.index;
  }

  get groups(): readonly (Span | undefined)[] {
    return (this.places ??= this.host.groups(this.found.input, this.from, this.placement));
  }

  textOf(group: number): string | undefined {
    return this.found[group];
  }
}
