/**
 * `npm run soak [-- --minutes N] [--seed N] [--steps N]`: the language server under a stream of random edits and requests.
 * `npm run soak -- follow` plays a training run instead (follow.ts); `npm run soak -- hostile [MEGABYTES [FILES…]]` has
 * huge files read (hostile.ts); `npm run soak -- kills [NUMBER]` kills who writes (kills.ts).
 *
 * Holds at every step: the server lives, and each request is answered. At every checkpoint: what it says is what a fresh
 * server says. At the end: the memory stayed flat. The stream is made from the seed alone, so that a failure can be had
 * again; only what the server is at when a message comes depends on the machine.
 */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { CancellationTokenSource } from "vscode-languageserver-protocol/node";
import { root } from "../../scripts/setup/project.mjs";
import { Random } from "../support/random";
import { compareWithFresh } from "./checkpoint";
import { Editor } from "./editor";
import { follow } from "./follow";
import { HeapTrend } from "./heapTrend";
import { soakHostile } from "./hostile";
import { soakKills } from "./kills";
import { randomRequest, unknownRequests } from "./requests";
import { SoakFailure, SoakServer } from "./server";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { minutes: { type: "string" }, seed: { type: "string" }, steps: { type: "string" } },
});
const [kind, number, ...hostileFiles] = positionals;
if (kind === "hostile") process.exit((await soakHostile(Number(number ?? 1000), hostileFiles)) ? 0 : 1);
if (kind !== undefined && !["follow", "kills"].includes(kind)) {
  throw new Error(`There is no soak ${kind}: follow, hostile, kills, or none.`);
}
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
const lastStep = values.steps === undefined ? Infinity : Number(values.steps);
const minutes = Number(values.minutes ?? (kind === "follow" ? 5 : 30));
const random = new Random(seed);
console.log(`seed ${seed}`);
if (kind === "kills") process.exit((await soakKills(Number(number ?? 200), random)) ? 0 : 1);
if (kind === "follow") {
  await follow(minutes, random).catch((error: unknown) => {
    console.error(error instanceof SoakFailure ? error.message : error);
    console.error(`seed ${seed}`);
    process.exitCode = 1;
  });
  process.exit();
}
const until = performance.now() + (values.steps === undefined ? minutes * 60_000 : Infinity);

/** So many requests wait for their answers at once at most. */
const maxWaiting = 12;
const stepsToCheckpoint = 200;

const folder = mkdtempSync(join(tmpdir(), "trace-auditor-soak-"));
const bundle = join(folder, "server.js");
copyFileSync(join(root, "dist", "server.js"), bundle);
const workspace = join(folder, "workspace");
mkdirSync(workspace);
const editor = new Editor(workspace, bundle, random);
const trend = new HeapTrend();
const waiting = new Set<Promise<void>>();
let step = 0;
let failure: Error | undefined;

/** Asks for something; what went wrong is thrown at the next step. */
function ask(server: SoakServer): void {
  const { method, params } = randomRequest(random.pick(editor.open), random);
  const source = new CancellationTokenSource();
  const isCancelled = random.chance(0.15);
  const answered = server.ask(method, params, source.token).then(
    () => undefined,
    (error: unknown) => {
      failure ??= error instanceof Error ? error : new Error(String(error));
    },
  );
  const done = answered.finally(() => waiting.delete(done));
  waiting.add(done);
  if (isCancelled) source.cancel();
}

async function soak(server: SoakServer): Promise<void> {
  let checkpoints = 0;
  for (; step < lastStep && performance.now() < until; step++) {
    if (random.chance(0.5) || editor.open.length === 0) await editor.act(server);
    else ask(server);
    if (waiting.size >= maxWaiting) await Promise.race(waiting);
    if (failure !== undefined) throw failure;
    server.check();
    if ((step + 1) % stepsToCheckpoint !== 0) continue;
    await Promise.all(waiting);
    await compareWithFresh(server, editor);
    checkpoints++;
    const wake = await editor.rest(server);
    trend.add(await server.heap());
    await wake();
    if (checkpoints % 50 === 0) console.log(`${step + 1} steps hold, ${checkpoints} checkpoints; ${String(trend)}`);
  }
  await Promise.all(waiting);
  server.check();
  const growth = trend.growth();
  if (growth !== undefined) throw new SoakFailure(growth);
  const { answers, givenUp, refused } = server.counts;
  console.log(
    `${step} steps and ${checkpoints} checkpoints hold; ${answers} requests answered, of them ${givenUp} given up and ${refused} refused; ${String(trend)}`,
  );
}

const [server, offered] = await SoakServer.start(editor);
try {
  const unknown = unknownRequests(offered);
  if (unknown.length > 0) throw new SoakFailure(`the soak does not know how to ask for ${unknown.join(", ")}`);
  await soak(server);
  await server.stop();
} catch (error) {
  console.error(error instanceof SoakFailure ? error.message : error);
  console.error(
    `at step ${step} of seed ${seed}; again: npm run soak -- --seed ${seed} --steps ${step + stepsToCheckpoint}`,
  );
  process.exitCode = 1;
} finally {
  server.kill();
  rmSync(folder, { recursive: true, force: true });
}
