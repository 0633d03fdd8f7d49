import type { Interval, Proportion } from "../../statistics/proportion";

/**
 * The figures of pages, the tree "Samples" and `report`, as plain data that can be sent as JSON. No number is NaN or
 * infinite: undefined figures are absent, and each figure comes with its n.
 */

/** A share with its n and 95 % interval (Wilson). */
export type Share = Proportion;
export type { Interval };

/** A mean with its n and 95 % interval, the error clustered by group (Miller 2024, arXiv 2411.00640). */
export interface Mean {
  readonly value: number;
  readonly n: number;
  /** Undefined with fewer than two clusters. */
  readonly interval: Interval | undefined;
  readonly standardError: number | undefined;
  /** Number of groups and of samples without a group. Below 20 the interval means little. */
  readonly clusters: number;
}

/** A share or a mean of a part of the samples, with the filter for that part. */
export interface Part<Figure> {
  readonly name: string;
  readonly figure: Figure;
  /** The filter that gives exactly these samples among those of the figures; undefined if there is none. */
  readonly filter: string | undefined;
}

/** A sentence in two parts: the first is bold. */
export interface Sentence {
  readonly lead: string;
  readonly rest: string;
  /** The filter for the samples that it is about. */
  readonly filter: string | undefined;
}

/** A step at which a share changed. */
export interface Since {
  readonly step: number;
  readonly before: number;
  readonly after: number;
  readonly z: number;
}
