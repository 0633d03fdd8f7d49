import type { Interval, Proportion } from "../../statistics/proportion";

/**
 * What pages, the tree "Samples" and `report` show, as plain data that can be sent as JSON. No number is NaN or infinite:
 * what is not defined is absent, and beside each figure stands the n that it comes from.
 */

/** A share with its n and 95 % interval (Wilson). */
export type Share = Proportion;
export type { Interval };

/** A mean with its n and 95 % interval, the error clustered by group (Miller 2024, arXiv 2411.00640). */
export interface Mean {
  readonly value: number;
  readonly n: number;
  /** Undefined where there are not two clusters. */
  readonly interval: Interval | undefined;
  readonly standardError: number | undefined;
  /** Groups and samples without one. Under 20 the interval means little. */
  readonly clusters: number;
}

/** A share or a mean of a part of the samples, which a filter gives. */
export interface Part<Figure> {
  readonly name: string;
  readonly figure: Figure;
  /** The text that leaves exactly these samples of those that the figures are over; undefined where no filter says it. */
  readonly filter: string | undefined;
}

/** A sentence in two parts: the first is set in bold. */
export interface Sentence {
  readonly lead: string;
  readonly rest: string;
  /** The samples that it speaks of. */
  readonly filter: string | undefined;
}

/** A step from which on a share is another. */
export interface Since {
  readonly step: number;
  readonly before: number;
  readonly after: number;
  readonly z: number;
}
