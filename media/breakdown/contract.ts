/** What the breakdown's webview and the extension say to each other. */
import type { Position, Range } from "../../server/core/text/lineTable";
import type { SampleBreakdown } from "../../server/protocol/rewards";
import type { Contract } from "../shared/messages";

/** What is shown: a sample's breakdown, or why there is none. */
export type Shown =
  { readonly sample: SampleBreakdown; readonly place: ShownPlace } | { readonly sample: null; readonly why: string };

/** Which sample is shown; the webview keeps it, so that a reloaded window shows it again. */
export interface ShownPlace {
  readonly uri: string;
  readonly at: Position;
}

export interface BreakdownContract extends Contract {
  readonly requests: {
    /** What is to be shown now. */
    readonly show: { readonly params: null; readonly result: Shown };
    /** Goes to a place of the sample's document. */
    readonly reveal: { readonly params: { readonly uri: string; readonly range: Range }; readonly result: null };
  };
  readonly events: {
    /** The sample was edited, or the cursor went to another one. */
    readonly shown: Shown;
  };
}
