import type { AuditedSample } from "../../audit/auditedFile";
import type { Location } from "../../model/finding";
import type { ShownRewards } from "../shownRewards";

/** A small text behind something that a sample holds. */
export interface Hint {
  readonly behind: Location;
  readonly label: string;
  /** Plain text. */
  readonly tooltip: string;
}

/** Makes the hints of one kind for a sample. One file each in this room. */
export type HintMaker = (sample: AuditedSample, rewards: Pick<ShownRewards, "breakdown">) => readonly Hint[];
