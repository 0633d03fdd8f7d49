/** How much of an answer is read, in bytes: anything larger is refused, so that no server can fill the memory. */
export const sizes = {
  /** A whole answer. */
  answer: 4 * 1024 * 1024,
  /** One event of a stream. */
  event: 1024 * 1024,
  /** The body of an error. */
  error: 64 * 1024,
} as const;

/** Maximum number of characters of a server's message that are shown and kept. */
export const longestMessage = 2000;
