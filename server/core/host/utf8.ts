/** Bytes read as UTF-8. A port, since Node's way is several times as fast as the `TextDecoder` that every host has. */
export interface Utf8 {
  /** Bytes that are no UTF-8 become U+FFFD; a byte-order mark stays. */
  decode(bytes: Uint8Array): string;
  isAscii(bytes: Uint8Array): boolean;
  isValid(bytes: Uint8Array): boolean;
}
