/** The SHA-256 of a text in UTF-8, in lower-case hexadecimal. */
export type Hash = (text: string) => string;
