import type { TagReader } from "./tagReader";

/** The readers that profiles may name. */
export const tagReaders: readonly TagReader[] = [
  {
    id: "toolrl",
    title: "ToolRL's reward",
    tag: "tool_call",
    takes: "first-to-next-tag",
    counts: ["tool_call", "response"],
  },
  { id: "hermes", title: "A Hermes tool parser", tag: "tool_call", takes: "all", counts: [] },
  { id: "first-answer", title: "A reward that takes the first answer", tag: "answer", takes: "first", counts: [] },
  { id: "last-answer", title: "A reward that takes the last answer", tag: "answer", takes: "last", counts: [] },
];

/** The reader of that id; undefined for readers of another kind. */
export function tagReaderNamed(id: string): TagReader | undefined {
  return tagReaders.find((reader) => reader.id === id);
}
