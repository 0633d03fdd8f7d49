import { ChangedMeanwhile } from "../host/changedMeanwhile";
import { whyUnwritable } from "../host/whyUnwritable";
import { type Changed, editFile, notWritten, type RecordEdit, type Refused, type Written } from "../ide/recordWriting";
import { editUtf8 } from "../text/utf8";
import { followedOnDisk, identityOnDisk } from "./recordIdentity";
import type { IndexedFile } from "./indexedFile";

/** Number of times that a file is read again if others write to it at the same time. */
const maxTries = 5;

/** Writes an edited record into its file without loading the rest: its range is replaced, and the index shifted. */
export function saveRecord(index: IndexedFile, params: RecordEdit): Promise<Written | Refused | Changed> {
  const { packed } = index;
  if (packed !== undefined) {
    const why = `it is packed (${packed}), and no record of it can be replaced. "Open the Records of a Packed File…" makes a plain copy`;
    return Promise.resolve(notWritten(why));
  }
  return save(index, params);
}

async function save(index: IndexedFile, params: RecordEdit): Promise<Written | Refused | Changed> {
  for (let tries = 1; ; tries++) {
    await index.look();
    await index.known(Infinity);
    if (index.state.phase === "failed") return notWritten(index.state.why ?? "it cannot be read");
    const { record, known } = params;
    let found: Written | Refused | Changed = { kind: "changed" };
    for (const number of new Set([await followedOnDisk(index, record, known), record])) {
      found = await saveAs(index, number, params);
      if (found.kind !== "changed" || found === again) break;
    }
    if (found !== again) return found;
    if (tries === maxTries) return notWritten(new ChangedMeanwhile().message);
  }
}

/** Somebody wrote the file meanwhile: it is read again. */
const again: Changed = { kind: "changed" };

async function saveAs(index: IndexedFile, number: number, params: RecordEdit): Promise<Written | Refused | Changed> {
  const { version } = index;
  const batch = await index.batch(({ count }) => (number < count ? { from: number, to: number + 1 } : undefined));
  const read = batch && index.recordIn(batch);
  if (batch === undefined || read === undefined || typeof batch.content === "string") return { kind: "changed" };
  const { file, text } = read;
  const edited = editFile(file, { ...params, record: number });
  if (edited.kind === "refused") return edited;
  if (edited.kind === "changed") {
    const { identity } = edited;
    if (identity === undefined) return edited;
    return { ...edited, identity: await identityOnDisk(index, number, identity.raw) };
  }
  if (edited.edits.length > 0) {
    const after = editUtf8(batch.content, text.text, edited.edits);
    if (after === undefined) {
      return notWritten("its line holds bytes that are not UTF-8, and they would be lost: fix the line first");
    }
    try {
      await index.replace(number, batch.content, after, version);
    } catch (error) {
      return error instanceof ChangedMeanwhile ? again : notWritten(whyUnwritable(error));
    }
  }
  const { written } = edited;
  return { kind: "written", ...written, identity: await identityOnDisk(index, number, written.identity.raw) };
}
