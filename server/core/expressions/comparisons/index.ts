import { alnum } from "./alnum";
import type { Comparison } from "./comparison";
import { math } from "./math";
import { prime } from "./prime";
import { prm, prmOpenRlhf } from "./prm";
import { squad } from "./squad";

/** The comparisons that `as` can name, in addition to the readers. */
export const comparisons: readonly Comparison[] = [squad, alnum, math, prm, prmOpenRlhf, prime];
