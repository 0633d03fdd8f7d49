import { countdown } from "./countdown";
import type { Grader } from "./grader";
import { knights } from "./knights";
import { mathVerify } from "./mathVerify";
import { react } from "./react";

/** The graders that `grade` can name. */
export const graders: readonly Grader[] = [mathVerify, knights, countdown, react];
