import type { AuditedSample } from "../../audit/auditedFile";
import type { Location } from "../../model/finding";
import type { ShownRewards } from "../shownRewards";

/** A small text after a part of a sample. */
export interface Hint {
  readonly behind: Location;
  readonly label: string;
  /** Plain text. */
  readonly tooltip: string;
  /** Does it only say that all of a share was earned? By default such hints are left out. */
  readonly isEarned?: boolean;
}

/** Makes the hints of one kind for a sample. Each file in this room has one. */
export type HintMaker = (sample: AuditedSample, rewards: Pick<ShownRewards, "breakdown">) => readonly Hint[];
