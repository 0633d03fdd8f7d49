import { MovingPlace } from "../records/stream/place";
import { countRecords, type RecordBatch } from "../records/stream/recordBatch";
import { GrowingColumn } from "./growingColumn";

/** The place of a record in its file. */
export interface RecordRange {
  /** In bytes, the end exclusive; for a packed file, in its unpacked content. */
  readonly start: number;
  readonly end: number;
  /** Line and UTF-16 character where it begins, from 0. */
  readonly line: number;
  readonly character: number;
}

/**
 * The place of each record of a file: columns of numbers, 24 bytes per record. Records are counted from 0; each text
 * that is cut counts as one record, as in an editor.
 */
export class RecordRanges {
  private readonly starts = new GrowingColumn(Float64Array);
  private readonly lengths = new GrowingColumn(Float64Array);
  private readonly lines = new GrowingColumn(Uint32Array);
  private readonly characters = new GrowingColumn(Uint32Array);
  /** Is the last record a line without a line end, which another program may still be writing? */
  unfinished = false;

  /** Number of records. */
  get count(): number {
    return this.starts.length;
  }

  /** @throws RangeError if there is no such record */
  at(record: number): RecordRange {
    const start = this.starts.at(record);
    return {
      start,
      end: start + this.lengths.at(record),
      line: this.lines.at(record),
      character: this.characters.at(record),
    };
  }

  /** Length of a record in bytes. */
  lengthOf(record: number): number {
    return this.lengths.at(record);
  }

  /** Adds the records of the next batch, which has its own start in bytes. */
  add(batch: RecordBatch): void {
    const { content, spans, firstByte, firstLine, firstCharacter, tooLong } = batch;
    if (firstByte === undefined) throw new Error("the batch does not say where in the file it begins");
    const place = new MovingPlace(firstLine);
    place.character = firstCharacter;
    const count = countRecords(batch);
    for (let i = 0, done = 0; i < count; i++) {
      const [start, end] = [spans[2 * i] as number, spans[2 * i + 1] as number];
      if (typeof content !== "string") place.moveOver(content.subarray(done, start));
      done = start;
      const length = tooLong.find(({ record }) => record === i)?.bytes ?? end - start;
      this.push({ start: firstByte + start, end: firstByte + start + length, ...place });
    }
    if (count > 0) this.unfinished = batch.unfinished;
  }

  /** Drops all records from this one on. */
  truncate(count: number): void {
    for (const column of [this.starts, this.lengths, this.lines, this.characters]) column.truncate(count);
    this.unfinished = false;
  }

  /** A record's content changed: the records after it have moved. */
  replace(record: number, before: Uint8Array, after: Uint8Array): void {
    const [oldEnd, newEnd] = [this.endOf(record, before), this.endOf(record, after)];
    this.lengths.set(record, after.length);
    this.starts.shift(record + 1, after.length - before.length);
    for (let i = record + 1; i < this.count && this.lines.at(i) === oldEnd.line; i++) {
      this.characters.set(i, this.characters.at(i) + newEnd.character - oldEnd.character);
    }
    if (newEnd.line !== oldEnd.line) this.lines.shift(record + 1, newEnd.line - oldEnd.line);
  }

  private endOf(record: number, bytes: Uint8Array): MovingPlace {
    const place = new MovingPlace(this.lines.at(record));
    place.character = this.characters.at(record);
    place.moveOver(bytes);
    return place;
  }

  private push({ start, end, line, character }: RecordRange): void {
    this.starts.push(start);
    this.lengths.push(end - start);
    this.lines.push(line);
    this.characters.push(character);
  }
}
