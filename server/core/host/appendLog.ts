/** A log of lines: a folder of files. Each file has one process that appends to it, and nothing else writes there. */
export interface AppendLog {
  /**
   * All lines of all files, in each file's order, with their places. A line that is incomplete because its process was
   * killed is included as it is.
   */
  lines(): AsyncIterable<StoredLine>;
  /** The line at a place. */
  read(place: LinePlace): Promise<string>;
  /**
   * Adds a line to this process's own file. When it resolves, the system has the line: it stays even if the process is
   * killed.
   */
  append(line: string): Promise<LinePlace>;
}

export interface StoredLine {
  readonly text: string;
  readonly place: LinePlace;
}

/** The place of a line, so that long lines need not stay in memory. */
export interface LinePlace {
  readonly file: string;
  /** In bytes. */
  readonly offset: number;
  readonly length: number;
}
