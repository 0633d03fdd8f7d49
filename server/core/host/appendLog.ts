/** Lines that are kept: a folder of files, to each of which one process only ever appends. */
export interface AppendLog {
  /**
   * All lines of all files, in the order of each, with their places. A line that was torn because its process was killed
   * is among them as it is.
   */
  lines(): AsyncIterable<StoredLine>;
  /** The line at a place. */
  read(place: LinePlace): Promise<string>;
  /** Adds a line to this process's own file. When it resolves, the system has it: killed now, the line stays. */
  append(line: string): Promise<LinePlace>;
}

export interface StoredLine {
  readonly text: string;
  readonly place: LinePlace;
}

/** Where a line stands, so that what is long need not stay in memory. */
export interface LinePlace {
  readonly file: string;
  /** In bytes. */
  readonly offset: number;
  readonly length: number;
}
