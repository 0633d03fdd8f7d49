import type { Part, PartRole } from "../../model/sample";
import { PlainSourceMap, type SourceMap, UnwrittenSourceMap } from "../../text/sourceMap";
import { NestedSourceMap } from "../json/nestedSourceMap";

/** A part derived from another one. Its place is computed on first use, as that of the other part is. */
class DerivedPart implements Part {
  private found: SourceMap | undefined;

  constructor(
    readonly role: PartRole,
    readonly text: string,
    private readonly find: () => SourceMap,
  ) {}

  get source(): SourceMap {
    this.found ??= this.find();
    return this.found;
  }
}

/** The same text in another role. */
export function withRole(part: Part, role: PartRole): Part {
  return new DerivedPart(role, part.text, () => part.source);
}

/** The characters of a part from `start` to `end`, as a separate part. */
export function slicePart(part: Part, role: PartRole, start: number, end: number): Part {
  return new DerivedPart(
    role,
    part.text.slice(start, end),
    () => new NestedSourceMap(part.source, new PlainSourceMap(start, end - start)),
  );
}

/** A completion that the record has no text for. Its place is computed on first use. */
export function emptyCompletion(place: () => number): Part {
  return new DerivedPart("completion", "", () => new UnwrittenSourceMap(place()));
}
