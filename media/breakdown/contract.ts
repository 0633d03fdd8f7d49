/** The messages between the breakdown's webview and the extension. */
import type { Position, Range } from "../../server/core/text/lineTable";
import type { SampleBreakdown } from "../../server/protocol/rewards";
import type { Contract } from "../shared/messages";

/** The content: a sample's breakdown, or why there is none. */
export type Shown =
  { readonly sample: SampleBreakdown; readonly place: ShownPlace } | { readonly sample: null; readonly why: string };

/** The shown sample; the webview stores it, so that a reloaded window shows it again. */
export interface ShownPlace {
  readonly uri: string;
  readonly at: Position;
}

export interface BreakdownContract extends Contract {
  readonly requests: {
    /** Requests the content to show. */
    readonly show: { readonly params: null; readonly result: Shown };
    /** Reveals a place in the sample's document. */
    readonly reveal: { readonly params: { readonly uri: string; readonly range: Range }; readonly result: null };
    /** Makes all safe fixes of the sample's document. */
    readonly fix: { readonly params: { readonly uri: string }; readonly result: null };
  };
  readonly events: {
    /** The sample was edited, or the cursor moved to another one. */
    readonly shown: Shown;
  };
}
