import type { AuditedSample } from "../../audit/auditedFile";
import type { Location } from "../../model/finding";
import type { ShownRewards } from "../shownRewards";

/** A small text after a part of a sample. */
export interface Hint {
  readonly behind: Location;
  readonly label: string;
  /** Plain text. */
  readonly tooltip: string;
}

/** Makes the hints of one kind for a sample. Each file in this room has one. */
export type HintMaker = (sample: AuditedSample, rewards: Pick<ShownRewards, "breakdown">) => readonly Hint[];
