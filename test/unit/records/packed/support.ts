import { readFileSync } from "node:fs";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import type { ByteSource } from "../../../../server/core/host/byteSource";
import { openContainer, type ContainerPorts } from "../../../../server/core/records/packed/openContainer";
import { nodeInflate } from "../../../../server/node/inflate";

export function bytesOf(name: string): Uint8Array {
  return readFileSync(join(import.meta.dirname, "../../../fixtures/containers", name));
}

/** Bytes in memory as a source that counts what is read of them. */
export class MemorySource implements ByteSource {
  read_ = 0;
  constructor(private readonly bytes: Uint8Array) {}
  get size(): number {
    return this.bytes.length;
  }
  read(offset: number, length: number): Promise<Uint8Array> {
    const piece = this.bytes.slice(offset, offset + length);
    this.read_ += piece.length;
    return Promise.resolve(piece);
  }
}

/** The records of a container's bytes, its notes, and what is told while they are read. */
export async function readContainer(bytes: Uint8Array): Promise<{
  readonly records: readonly unknown[];
  readonly notes: readonly string[];
  readonly told: readonly string[];
}> {
  const told: string[] = [];
  const ports: ContainerPorts = { inflate: nodeInflate, tell: (message) => void told.push(message) };
  const container = await openContainer(new MemorySource(bytes), ports);
  if (container === undefined) throw new Error("no container");
  const records: unknown[] = [];
  for await (const { text } of container.records)
    records.push(text.includes("NaN") ? text : (JSON.parse(text) as unknown));
  return { records, notes: container.notes, told };
}

interface FileToPack {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** `packed`: the content is deflated already. */
  readonly method?: "stored" | "deflated" | "packed";
  /** What the directory says of its unpacked size, where that is a lie. */
  readonly size?: number;
}

/** A zip archive, by the format's description (APPNOTE.TXT 6.3): local headers, directory, its end. */
export function zipOf(files: readonly FileToPack[]): Uint8Array {
  const local: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, method = "deflated", size } of files) {
    const bytes = Buffer.from(content);
    const packed = method === "deflated" ? deflateRawSync(bytes) : bytes;
    const title = Buffer.from(name);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(method === "stored" ? 0 : 8, 4);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(size ?? bytes.length, 18);
    fields.writeUInt16LE(title.length, 22);
    local.push(Buffer.from("PK\x03\x04"), fields, title, packed);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.from("PK\x01\x02"), Buffer.from([20, 0]), fields, place, title);
    offset += 30 + title.length + packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...local, listed, Buffer.from("PK\x05\x06"), end]);
}
