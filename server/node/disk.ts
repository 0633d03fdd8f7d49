import { URI } from "vscode-uri";
import { FileFailure } from "../core/host/byteSource";
import { ChangedMeanwhile } from "../core/host/changedMeanwhile";
import { type Disk, sameMark } from "../core/host/disk";
import { openFileSource } from "./fileSource";
import { whyUnreadable } from "./inputs";
import { fileState, Replacement } from "./replaceFile";

/** This machine's disk. */
export const nodeDisk: Disk = {
  async open(uri) {
    try {
      const file = await openFileSource(URI.parse(uri).fsPath);
      if (file === undefined) throw new FileFailure("EISDIR", "it is a folder");
      return file;
    } catch (error) {
      if (error instanceof FileFailure) throw error;
      throw new FileFailure((error as NodeJS.ErrnoException).code ?? "", whyUnreadable(error));
    }
  },

  async replaceRange(uri, mark, start, end, bytes) {
    const state = await fileState(URI.parse(uri).fsPath);
    if (!sameMark(state.mark, mark)) throw new ChangedMeanwhile();
    const replacement = await Replacement.begin(state);
    await replacement.replaceRange(start, end, bytes);
    await replacement.copyRest();
    return replacement.commit();
  },
};
