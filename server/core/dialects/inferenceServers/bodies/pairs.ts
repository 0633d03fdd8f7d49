import { NextOccurrence } from "../../../text/nextOccurrence";

export interface PairsData {
  /** What separates a key from its value, including white space. */
  readonly joint: RegExp;
}

export interface Pair {
  readonly key: string;
  readonly text: string;
}

/** Keys and values, each between their own tags: a key ends where its closer is followed by a value's opener. */
export function pairsIn(text: string, data: PairsData): Pair[] {
  const keys = new NextOccurrence(text, keyOpen);
  const values = new NextOccurrence(text, valueClose);
  const pairs: Pair[] = [];
  let at = 0;
  for (const joint of text.matchAll(data.joint)) {
    if (joint.index < at) continue;
    const key = keys.from(at);
    if (key === text.length) break;
    if (key + keyOpen.length > joint.index) continue;
    const start = joint.index + joint[0].length;
    const end = values.from(start);
    if (end === text.length) break;
    pairs.push({ key: text.slice(key + keyOpen.length, joint.index).trim(), text: text.slice(start, end) });
    at = end + valueClose.length;
  }
  return pairs;
}

export const keyOpen = "<arg_key>";
const valueClose = "</arg_value>";
