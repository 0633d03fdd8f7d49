import { parseBounded } from "../../json/parseBounded";
import { ofEarlierTurn } from "../fields/attributes";
import type { JsonFormat, SampleDraft } from "../fields/jsonFormat";
import { isObject, JsonField, JsonText } from "../json/jsonField";

/**
 * Does the next record go on with the rollout of this one? An agent that starts anew with a shorter context writes a
 * record each time, one behind the other, and is rewarded for the last.
 */
export function isContinued({ pieceOf }: JsonFormat, record: JsonField, next: () => string | undefined): boolean {
  const piece = pieceOf?.(record);
  const text = piece && next();
  // Most are no pieces, and to parse every record twice would double the time.
  if (piece === undefined || text?.includes(piece.rollout) !== true) return false;
  const other = pieceIn(text, pieceOf);
  return other?.rollout === piece.rollout && other.number > piece.number;
}

function pieceIn(text: string, pieceOf: JsonFormat["pieceOf"]): ReturnType<NonNullable<JsonFormat["pieceOf"]>> {
  try {
    const value = parseBounded(text);
    return isObject(value) ? pieceOf?.(JsonField.root(new JsonText(text), value)) : undefined;
  } catch {
    return undefined;
  }
}

/** The record says of each piece what the whole rollout got: it belongs to the last one. */
export function ofEarlierPiece(draft: SampleDraft): SampleDraft {
  return { ...draft, attributes: ofEarlierTurn(draft.attributes), groundTruth: undefined, rewarded: false };
}
