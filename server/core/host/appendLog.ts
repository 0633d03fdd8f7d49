/** Lines that are kept: a folder of files to each of which one process only ever appends. */
export interface AppendLog {
  /** All lines of all files, in the order of each; a line that was torn at its end is among them as it is. */
  lines(): AsyncIterable<string>;
  /** Adds a line to this process's own file. When it resolves, the line has been handed to the system. */
  append(line: string): Promise<void>;
}
