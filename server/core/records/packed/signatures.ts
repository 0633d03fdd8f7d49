/** A file's kind by its first bytes. */
export type Signature =
  | { readonly kind: "parquet" | "zip" }
  /** `why`: what it is and what to do, in words. */
  | { readonly kind: "unreadable"; readonly why: string };

/** How many bytes are needed to recognise it. */
export const signatureLength = 300;

const toJsonl = "write its records as JSONL, one per line";

const known: readonly { readonly at?: number; readonly bytes: readonly number[] | string; readonly is: Signature }[] = [
  { bytes: "PAR1", is: { kind: "parquet" } },
  { bytes: "PARE", is: unreadable("it is Parquet with an encrypted footer: decrypt it, or write its rows as JSONL") },
  { bytes: "PK\x03\x04", is: { kind: "zip" } },
  { bytes: "PK\x05\x06", is: { kind: "zip" } },
  {
    bytes: "SQLite format 3\0",
    is: unreadable(
      `it is a SQLite database: export the table that holds the records (sqlite3 FILE ".mode json" "select * from …")`,
    ),
  },
  {
    bytes: "ARROW1",
    is: unreadable(
      "it is an Arrow file: load it with datasets or pyarrow, and write it as Parquet or JSONL (Dataset.to_json)",
    ),
  },
  {
    bytes: [0xff, 0xff, 0xff, 0xff],
    is: unreadable(
      "it is an Arrow stream, as datasets' save_to_disk writes it: load_from_disk(FOLDER).to_json(FILE), or to_parquet",
    ),
  },
  {
    bytes: "\x93NUMPY",
    is: unreadable(`it is a NumPy array, which holds numbers: load it with Python, and ${toJsonl}`),
  },
  { bytes: "\x89HDF", is: unreadable(`it is HDF5: load it with Python, and ${toJsonl}`) },
  { bytes: "Obj\x01", is: unreadable(`it is Avro: load it with Python, and ${toJsonl}`) },
  { bytes: "ORC", is: unreadable(`it is ORC: write it as Parquet or JSONL`) },
  {
    bytes: ":W&B",
    is: unreadable(
      "it is W&B's log of a run: the tables of completions lie beside it, as files/media/table/….table.json",
    ),
  },
  { bytes: "7z\xbc\xaf", is: unreadable("it is a 7z archive: unpack it first") },
  { bytes: "Rar!", is: unreadable("it is a RAR archive: unpack it first") },
  { bytes: "BZh", is: unreadable("it is compressed with bzip2: bzip2 -dc FILE | trace-auditor audit -") },
  { bytes: "\xfd7zXZ\0", is: unreadable("it is compressed with xz: xz -dc FILE | trace-auditor audit -") },
  {
    bytes: [0x04, 0x22, 0x4d, 0x18],
    is: unreadable("it is compressed with LZ4: lz4 -dc FILE | trace-auditor audit -"),
  },
  { at: 257, bytes: "ustar", is: unreadable("it is a tar archive: unpack it first") },
];

function unreadable(why: string): Signature {
  return { kind: "unreadable", why };
}

/** A file's kind by its first bytes; undefined for text and for unknown kinds. */
export function signatureOf(head: Uint8Array): Signature | undefined {
  const found = known.find(({ at = 0, bytes }) => {
    const wanted = typeof bytes === "string" ? Array.from(bytes, (each) => each.charCodeAt(0)) : bytes;
    return wanted.every((byte, i) => head[at + i] === byte);
  });
  if (found !== undefined) return found.is;
  return isPickle(head)
    ? unreadable(
        `it is a Python pickle: load it with Python (only from people you trust: it may run code), and ${toJsonl}`,
      )
    : undefined;
}

/** Protocols 2 to 5 begin with PROTO and their number, followed by an opcode that is no letter of a text. */
function isPickle(head: Uint8Array): boolean {
  const [first, protocol = 0, next = 0] = head;
  return (
    first === 0x80 &&
    protocol >= 2 &&
    protocol <= 5 &&
    (next === 0x95 || next === 0x7d || next === 0x5d || next === 0x63 || next === 0x8a)
  );
}
