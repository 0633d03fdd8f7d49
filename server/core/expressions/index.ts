import type { TagReader } from "./tagReader";
import data from "./tagReaders.json";

/** The readers that profiles can name: programs whose own code looks for tags. */
export const tagReaders = data as readonly TagReader[];

/** The reader of that id; undefined for readers of another kind. */
export function tagReaderNamed(id: string): TagReader | undefined {
  return tagReaders.find((reader) => reader.id === id);
}
