import type { ByteStream } from "../../host/byteStream";
import type { Inflate } from "../../host/inflate";
import { unpackZstd } from "./zstd";

/** How a stream may be packed. */
export type Packing = "gzip" | "zstd";

/** Unpacks a packed stream while it is read. */
export function unpack(packed: ByteStream, packing: Packing, inflate: Inflate): ByteStream {
  return packing === "gzip" ? inflate.gzip(packed) : unpackZstd(packed);
}
