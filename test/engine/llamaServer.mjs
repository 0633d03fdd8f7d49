/**
 * llama.cpp in Node, behind HTTP in the shape of llama-server: as much of it as a judge uses. Arguments: the module of
 * node-llama-cpp, the model's file, the key, and the grammar of answers whose question has none (llama-server's
 * `--grammar`). Prints its address; ends with its standard input.
 */
import { createServer } from "node:http";
import { pathToFileURL } from "node:url";
import { TextDecoder } from "node:util";

/** @typedef {import("node:http").ServerResponse} Response */
/**
 * @typedef {object} Question
 * @property {{ role: string, content: string }[]} messages
 * @property {number} [max_tokens]
 * @property {number} [temperature]
 * @property {number} [seed]
 * @property {string} [grammar]
 */

const [entry = "", modelPath = "", key = "", usualGrammar] = process.argv.slice(2);
const window = 8192;

const { getLlama, LlamaGrammar, LlamaGrammarEvaluationState } = await import(pathToFileURL(entry).href);
const llama = await getLlama({ gpu: false, build: "never", maxThreads: 1, logLevel: "error" });
const model = await llama.loadModel({ modelPath });
const context = await model.createContext({ contextSize: window, threads: 1, sequences: 1 });
const sequence = context.getSequence();
/** One question after the other, as in llama-server with one slot. @type {Promise<unknown>} */
let last = Promise.resolve();

const server = createServer((request, response) => {
  /** @type {Buffer[]} */
  const pieces = [];
  request.on("data", (piece) => pieces.push(piece));
  request.on("end", () => {
    answer(request, response, Buffer.concat(pieces).toString()).catch((/** @type {unknown} */ error) => {
      refuse(response, 500, String(error), "server_error");
    });
  });
});
server.listen(0, "127.0.0.1", () => {
  const address = /** @type {import("node:net").AddressInfo} */ (server.address());
  console.log(`http://127.0.0.1:${String(address.port)}`);
});
process.stdin.on("end", () => process.exit(0)).resume();

/**
 * @param {import("node:http").IncomingMessage} request
 * @param {Response} response
 * @param {string} body
 */
async function answer({ method, url, headers }, response, body) {
  if (url === "/health") send(response, 200, { status: "ok" });
  else if (headers.authorization !== `Bearer ${key}`) {
    refuse(response, 401, "Invalid API Key", "authentication_error");
  } else if (url === "/v1/models") {
    const meta = { n_ctx: window };
    send(response, 200, { object: "list", data: [{ id: "random", object: "model", owned_by: "llamacpp", meta }] });
  } else if (url === "/props") {
    send(response, 200, { build_info: "node-llama-cpp", default_generation_settings: { n_ctx: window } });
  } else if (method !== "POST" || url !== "/v1/chat/completions") {
    refuse(response, 404, "File Not Found", "not_found_error");
  } else {
    const turn = last.then(() => complete(response, JSON.parse(body)));
    last = turn.catch(() => undefined);
    await turn;
  }
}

/**
 * @param {Response} response
 * @param {Question} question
 */
async function complete(
  response,
  { messages, max_tokens: most = 256, temperature = 0, seed = 0, grammar = usualGrammar },
) {
  if (response.destroyed) return;
  const prompt = [...messages.map(({ role, content }) => `${role}: ${content}\n`), "assistant: "].join("");
  /** @type {number[]} */
  const tokens = model.tokenize(prompt);
  const length = tokens.length;
  if (length >= window) {
    const message = `request (${String(length)} tokens) exceeds the available context size (${String(window)} tokens), try increasing it`;
    refuse(response, 400, message, "exceed_context_size_error", { n_prompt_tokens: length, n_ctx: window });
    return;
  }
  const constraint = grammar === undefined ? undefined : new LlamaGrammar(llama, { grammar });
  const options = {
    temperature,
    seed,
    ...(constraint && { grammarEvaluationState: new LlamaGrammarEvaluationState({ model, grammar: constraint }) }),
  };
  response.writeHead(200, { "content-type": "text/event-stream" });
  /** @param {object} event */
  const tell = (event) => response.write(`data: ${JSON.stringify({ model: "random", ...event })}\n\n`);
  tell({ choices: [{ index: 0, finish_reason: null, delta: { role: "assistant", content: null } }] });
  const decoder = new TextDecoder();
  let written = 0;
  let finish = "stop";
  await sequence.clearHistory();
  for await (const token of sequence.evaluate(tokens, options)) {
    if (response.destroyed) return;
    written++;
    const content = decoder.decode(bytesOf(token), { stream: true });
    if (content !== "") tell({ choices: [{ index: 0, finish_reason: null, delta: { content } }] });
    if (written < most) continue;
    finish = "length";
    break;
  }
  tell({ choices: [{ index: 0, finish_reason: finish, delta: {} }] });
  const usage = { prompt_tokens: length, completion_tokens: written, total_tokens: length + written };
  tell({ choices: [], usage, timings: { prompt_n: length, predicted_n: written } });
  response.end("data: [DONE]\n\n");
}

/** The model's tokens are bytes, after three that control it. @param {number} token */
function bytesOf(token) {
  return token < 3 ? new Uint8Array() : Uint8Array.of(token - 3);
}

/** @param {Response} response @param {number} status @param {unknown} value */
function send(response, status, value) {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
}

/** @param {Response} response @param {number} code @param {string} message @param {string} type @param {object} more */
function refuse(response, code, message, type, more = {}) {
  send(response, code, { error: { code, message, type, ...more } });
}
