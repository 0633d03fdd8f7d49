import type { RecordIdentity } from "../ide/recordUnits";
import { sameBytes } from "../text/utf8";
import type { IndexedFile } from "./indexedFile";

/**
 * Maximum number of records of one length that are compared; if there are more, a record is not distinguished from its
 * duplicates.
 */
const maxCompared = 200;

/**
 * What is needed to find a record in a later state of its file. It is not called unique if more than
 * {@link maxCompared} records have its length, nor until all records are known, because opening must not wait for that.
 */
export async function identityOnDisk(index: IndexedFile, number: number, raw: string): Promise<RecordIdentity> {
  if (index.state.phase === "reading") return { raw, unique: false };
  return { raw, unique: (await likeRecords(index, raw, number))?.length === 0 };
}

/** The present number of the record that had `number`: it changes if lines before it were added or removed. */
export async function followedOnDisk(index: IndexedFile, number: number, known: RecordIdentity): Promise<number> {
  if (!known.unique || (await index.record(number))?.text.text === known.raw) return number;
  const found = await likeRecords(index, known.raw, number);
  return found?.length === 1 ? (found[0] as number) : number;
}

/** The other records with exactly this text; undefined if there are too many to compare. */
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
