import type { ByteSource } from "../../host/byteSource";
import type { Inflate } from "../../host/inflate";
import { isInspectEval, notesOfEval, samplesOfEval } from "../zip/inspectEval";
import { ArchiveFailure, zipEntries, type ZipEntry } from "../zip/zip";
import { openParquet } from "../parquet/parquet";
import { ContainerFailure, type Container } from "./container";
import { signatureLength, signatureOf } from "./signatures";
import { counted } from "../../text/counted";

/** What opening a container needs from its environment. */
export interface ContainerPorts {
  readonly inflate: Inflate;
  /** Takes a message about a part that cannot be read; the others are still read. */
  readonly tell: (message: string) => void;
}

/**
 * Opens a file that is no text: a Parquet table, or Inspect's log in a zip. It is read in ranges as its records are
 * requested, and holds one row group or one sample at a time.
 *
 * @returns undefined if it is text, or of no known kind
 * @throws ContainerFailure if its kind is known but its records cannot be read; what `signal` was aborted with
 */
export async function openContainer(
  source: ByteSource,
  ports: ContainerPorts,
  signal?: AbortSignal,
): Promise<Container | undefined> {
  const signature = signatureOf(await source.read(0, signatureLength, signal));
  switch (signature?.kind) {
    case undefined:
      return undefined;
    case "unreadable":
      throw new ContainerFailure(signature.why);
    case "parquet":
      return openParquet(source, ports.tell, signal);
    case "zip":
      return openZip(source, ports, signal);
  }
}

async function openZip(
  source: ByteSource,
  { inflate, tell }: ContainerPorts,
  signal?: AbortSignal,
): Promise<Container> {
  let entries: readonly ZipEntry[];
  try {
    entries = await zipEntries(source, inflate, signal);
  } catch (error) {
    if (error instanceof ArchiveFailure) throw new ContainerFailure(error.message.replace(/\.$/, ""));
    throw error;
  }
  if (!isInspectEval(entries)) throw new ContainerFailure(otherZip(entries));
  return {
    title: "Inspect log (zip)",
    notes: notesOfEval(entries),
    columns: [],
    records: samplesOfEval(entries, tell, signal),
  };
}

function otherZip(entries: readonly ZipEntry[]): string {
  if (entries.some(({ name }) => /(?:^|\/)data\.pkl$/.test(name))) {
    return "it is a PyTorch file (a pickle in a zip), as torch.save and slime's --save-debug-rollout-data write it, and holds tensors of token ids: load it with torch.load, decode the tokens with the model's tokenizer, and write the samples as JSONL, one per line";
  }
  if (entries.some(({ name }) => name.endsWith(".npy"))) {
    return "it is a NumPy archive (.npz), which holds numbers: load it with Python, and write its records as JSONL, one per line";
  }
  return `it is a zip archive of ${counted(entries.length, "file")} and no log of Inspect: unpack it first`;
}
