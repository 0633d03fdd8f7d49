import type { ByteStream } from "../../host/byteStream";
import type { Inflate } from "../../host/inflate";
import { unpackZstd } from "./zstd";

/** What a stream may be packed in. */
export type Packing = "gzip" | "zstd";

/** A packed stream, unpacked as it is read. */
export function unpack(packed: ByteStream, packing: Packing, inflate: Inflate): ByteStream {
  return packing === "gzip" ? inflate.gzip(packed) : unpackZstd(packed);
}
