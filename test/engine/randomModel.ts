/** A language model of random weights, as a GGUF file of half a megabyte: it says nothing, as a real engine says it. */
import { writeFileSync } from "node:fs";
import { Random } from "../support/random";

const architecture = "llama";
const size = { embedding: 64, feedForward: 128, layers: 2, heads: 4, context: 16_384 };
/** `<unk>`, `<s>`, `</s>`, and one token for each byte. */
const control = ["<unk>", "<s>", "</s>"];
const vocabulary = control.length + 256;
const alignment = 32;

/** What a GGUF file calls its types. */
const types = { uint32: 4, int32: 5, float32: 6, bool: 7, string: 8, array: 9 } as const;
const tokenTypes = { unknown: 2, control: 3, byte: 6 } as const;

interface Tensor {
  readonly name: string;
  /** The length of a row first. */
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

export function writeRandomModel(path: string, seed = 1): void {
  const tensors = randomTensors(new Random(seed));
  const entries = [...keys()];
  const head = [Buffer.from("GGUF"), uint32(3), uint64(tensors.length), uint64(entries.length), ...entries];
  const data: Buffer[] = [];
  let offset = 0;
  for (const { name, shape, values } of tensors) {
    head.push(text(name), uint32(shape.length), ...shape.map(uint64), uint32(0), uint64(offset));
    const bytes = padded(Buffer.from(values.buffer));
    data.push(bytes);
    offset += bytes.length;
  }
  writeFileSync(path, Buffer.concat([padded(Buffer.concat(head)), ...data]));
}

function* keys(): Generator<Buffer> {
  const key = (name: string, type: keyof typeof types, ...value: Buffer[]): Buffer =>
    Buffer.concat([text(name), uint32(types[type]), ...value]);
  const list = (name: string, type: keyof typeof types, values: readonly Buffer[]): Buffer =>
    key(name, "array", uint32(types[type]), uint64(values.length), ...values);
  yield key("general.architecture", "string", text(architecture));
  yield key("general.name", "string", text("random"));
  const sizes = {
    context_length: size.context,
    embedding_length: size.embedding,
    block_count: size.layers,
    feed_forward_length: size.feedForward,
    "attention.head_count": size.heads,
    "attention.head_count_kv": size.heads,
    "rope.dimension_count": size.embedding / size.heads,
    vocab_size: vocabulary,
  };
  for (const [name, value] of Object.entries(sizes)) yield key(`${architecture}.${name}`, "uint32", uint32(value));
  yield key(`${architecture}.attention.layer_norm_rms_epsilon`, "float32", float32(1e-5));
  const bytes = Array.from({ length: 256 }, (_, i) => `<0x${i.toString(16).toUpperCase().padStart(2, "0")}>`);
  const kinds = [tokenTypes.unknown, tokenTypes.control, tokenTypes.control, ...bytes.map(() => tokenTypes.byte)];
  yield key("tokenizer.ggml.model", "string", text("llama"));
  yield list("tokenizer.ggml.tokens", "string", [...control, ...bytes].map(text));
  yield list(
    "tokenizer.ggml.scores",
    "float32",
    kinds.map(() => float32(0)),
  );
  yield list("tokenizer.ggml.token_type", "int32", kinds.map(uint32));
  yield key("tokenizer.ggml.unknown_token_id", "uint32", uint32(0));
  yield key("tokenizer.ggml.bos_token_id", "uint32", uint32(1));
  yield key("tokenizer.ggml.eos_token_id", "uint32", uint32(2));
  yield key("tokenizer.ggml.add_space_prefix", "bool", Buffer.from([0]));
}

function randomTensors(random: Random): Tensor[] {
  const { embedding, feedForward, layers } = size;
  const tensor = (name: string, shape: readonly number[], value: () => number): Tensor => {
    const length = shape.reduce((product, side) => product * side, 1);
    return { name: `${name}.weight`, shape, values: Float32Array.from({ length }, value) };
  };
  const weights = (name: string, row: number, rows: number): Tensor =>
    tensor(name, [row, rows], () => (random.next() - 0.5) * (4 / Math.sqrt(row)));
  const norm = (name: string): Tensor => tensor(name, [embedding], () => 1);
  const blocks = Array.from({ length: layers }, (_, i) => {
    const at = (name: string): string => `blk.${i}.${name}`;
    return [
      norm(at("attn_norm")),
      ...["attn_q", "attn_k", "attn_v", "attn_output"].map((name) => weights(at(name), embedding, embedding)),
      norm(at("ffn_norm")),
      weights(at("ffn_gate"), embedding, feedForward),
      weights(at("ffn_up"), embedding, feedForward),
      weights(at("ffn_down"), feedForward, embedding),
    ];
  });
  const ends = [norm("output_norm"), weights("output", embedding, vocabulary)];
  return [weights("token_embd", embedding, vocabulary), ...blocks.flat(), ...ends];
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((alignment - (bytes.length % alignment)) % alignment)]);
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([uint64(bytes.length), bytes]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function uint64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

function float32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return bytes;
}
