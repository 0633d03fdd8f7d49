import { asJsonl } from "../../core/records/packed/asJsonl";
import { ContainerFailure, type Container } from "../../core/records/packed/container";
import { openContainer } from "../../core/records/packed/openContainer";
import { cutByDefault } from "../../core/records/stream/recordBatch";
import { openRecords, type OpenedRecords } from "../../core/records/stream/openRecords";
import { arrivals, fileStream, withRoom, sharedMemory } from "../../node/byteStreams";
import { openFileSource } from "../../node/fileSource";
import { nodeInflate } from "../../node/inflate";
import type { Input } from "../../node/inputs";
import { nodeUtf8 } from "../../node/utf8";
import { InputFailure } from "../failure";
import type { World } from "../world";
import type { Telling } from "./telling";

/** How an input is opened. */
export interface OpenFlags {
  /** The input's name in results. */
  readonly shown: string;
  readonly recordFormat?: string | undefined;
  /** Each line is a record, even if the first one begins with `[`. */
  readonly jsonl?: boolean | undefined;
  /** Maximum length of a record, in MiB. */
  readonly maxRecord?: number | undefined;
  readonly firstRecord?: number | undefined;
  readonly firstLine?: number | undefined;
  /** All of the input is needed: invalid UTF-8 ends it, instead of being read as U+FFFD. */
  readonly refusesInvalid?: boolean;
  /** An empty input causes no message. */
  readonly mayBeEmpty?: boolean;
}

/**
 * Opens an input to read its records. Undefined for an empty file, and for one that was found in a folder and holds no
 * records that we know; a message reports both.
 *
 * @throws InputFailure if an input was named and holds no records; and errors of the file system
 */
export async function openInput(
  input: Input,
  flags: OpenFlags,
  world: World,
  telling: Telling,
): Promise<OpenedRecords | undefined> {
  const { shown } = flags;
  let invalid = false;
  const check = (bytes: Uint8Array, firstLine: number): void => {
    if (invalid || nodeUtf8.isValid(bytes)) return;
    invalid = true;
    const place = `${shown}:${firstLine + firstInvalidLine(bytes) + 1}`;
    if (flags.refusesInvalid === true) {
      throw new InputFailure(`${place}: not UTF-8, and left as it is: the bytes that are not would be lost.`);
    }
    void telling.say(`${place}: not UTF-8: the bytes that are not were read as U+FFFD.`);
  };
  const tell = (message: string): void => void telling.say(`${shown}: ${message}`);
  const source = input.path === undefined ? undefined : await openFileSource(input.path);
  let container: Container | undefined;
  try {
    container = source && (await openContainer(source, { inflate: nodeInflate, tell }));
    if (container !== undefined && flags.refusesInvalid === true) {
      throw new InputFailure(
        `${shown}: left as it is: no text can be put back into it (${container.title}). Write its records as JSONL, and fix those.`,
      );
    }
  } catch (error) {
    await source?.close();
    if (!(error instanceof ContainerFailure)) throw error;
    if (input.named) throw new InputFailure(`${shown}: cannot be read: ${error.message}.`);
    await telling.passOver(input, error.message);
    return undefined;
  }
  if (container === undefined) await source?.close();
  for (const note of container?.notes ?? []) tell(note);
  const opened = await openRecords(
    {
      name: shown,
      named: input.named,
      bytes:
        container !== undefined
          ? asJsonl(container, () => source?.close())
          : input.path === undefined
            ? arrivals(world.stdin, world.stdout.whenClosed)
            : fileStream(input.path),
      asked: flags.recordFormat,
      lines: container === undefined ? flags.jsonl : true,
    },
    { utf8: nodeUtf8, inflate: nodeInflate },
    {
      ...cutByDefault,
      live: input.path === undefined,
      whole: flags.refusesInvalid === true,
      longest: flags.maxRecord === undefined ? cutByDefault.longest : flags.maxRecord * (1 << 20),
      firstRecord: flags.firstRecord ?? 0,
      firstLine: flags.firstLine ?? 0,
      allocate: sharedMemory,
      withRoom,
      check,
      tell,
    },
  );
  if ("batches" in opened) return opened;
  if (opened.code === "record-too-long") throw new InputFailure(`${shown}: ${opened.why}.`);
  if (opened.code !== "empty" && input.named) throw new InputFailure(`${shown}: ${opened.why}`);
  if (!input.named) await telling.passOver(input, opened.why);
  else if (flags.mayBeEmpty !== true) await telling.say(`${shown}: ${opened.why}.`);
  return undefined;
}

/** The first line with invalid UTF-8, counted from 0. */
function firstInvalidLine(bytes: Uint8Array): number {
  let line = 0;
  for (let start = 0; start < bytes.length; line++) {
    const feed = bytes.indexOf(0x0a, start);
    const end = feed < 0 ? bytes.length : feed + 1;
    if (!nodeUtf8.isValid(bytes.subarray(start, end))) return line;
    start = end;
  }
  return line;
}
