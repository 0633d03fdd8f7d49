import type { RecordIdentity } from "../ide/recordUnits";
import { sameBytes } from "../text/utf8";
import type { IndexedFile } from "./indexedFile";

/** So many records of one length are compared; beyond that a record is not told from its likes. */
const maxCompared = 200;

/**
 * What a record is found by in a later state of its file. Nothing, where more than {@link maxCompared} records are as long;
 * and as long as not all records are known, since nobody waits for that who opens one.
 */
export async function identityOnDisk(index: IndexedFile, number: number, raw: string): Promise<RecordIdentity> {
  if (index.state.phase === "reading") return { raw, unique: false };
  return { raw, unique: (await likeRecords(index, raw, number))?.length === 0 };
}

/** The number that a record has now which had `number`: where lines came or went before it, it has another one. */
export async function followedOnDisk(index: IndexedFile, number: number, known: RecordIdentity): Promise<number> {
  if (!known.unique || (await index.record(number))?.text.text === known.raw) return number;
  const found = await likeRecords(index, known.raw, number);
  return found?.length === 1 ? (found[0] as number) : number;
}

/** The records but one that read so to the letter; undefined where there are too many to look at. */
async function likeRecords(index: IndexedFile, raw: string, but: number): Promise<number[] | undefined> {
  const bytes = new TextEncoder().encode(raw);
  await index.known(Infinity);
  const { ranges } = index;
  const candidates: number[] = [];
  for (let record = 0; record < (ranges?.count ?? 0); record++) {
    if (record === but || ranges?.lengthOf(record) !== bytes.length) continue;
    candidates.push(record);
    if (candidates.length > maxCompared) return undefined;
  }
  const found: number[] = [];
  for (const record of candidates) {
    const batch = await index.batch(({ count }) => (record < count ? { from: record, to: record + 1 } : undefined));
    if (batch !== undefined && typeof batch.content !== "string" && sameBytes(batch.content, bytes)) found.push(record);
  }
  return found;
}
