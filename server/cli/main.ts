/** The command line's entry: one process, one command. In a worker thread of such a process it runs as a worker. */
import { isMainThread } from "node:worker_threads";
import { printableLines } from "../core/text/printable";
import { Output } from "./output/output";
import { runProgram } from "./program";
import { standardOutput } from "../node/standardOutput";
import { serveAsWorker } from "../node/workers/worker";
import { workerKinds } from "./run/workerKinds";

if (isMainThread) {
  // All output must reach the reader of stdout: we set the exit code, and the process ends once everything is written.
  void runProgram(process.argv.slice(2), {
    stdin: process.stdin,
    stdout: new Output(standardOutput()),
    stderr: new Output(process.stderr, printableLines),
    folder: process.cwd(),
    entry: __filename,
  }).then((code) => {
    process.exitCode = code;
  });
} else {
  serveAsWorker(workerKinds);
}
