/** The command line with workers that die over each record that says so (jobs.test.ts). */
import { isMainThread } from "node:worker_threads";
import { Output } from "../../../server/cli/output/output";
import { runProgram } from "../../../server/cli/program";
import { workerKinds } from "../../../server/cli/run/workerKinds";
import type { BatchOfFile } from "../../../server/core/engine/batch";
import { recordTexts } from "../../../server/core/records/stream/recordTexts";
import { nodeUtf8 } from "../../../server/node/utf8";
import type { Runner, StartRunner } from "../../../server/node/workers/protocol";
import { serveAsWorker } from "../../../server/node/workers/worker";

function dying(start: StartRunner): StartRunner {
  return (settings) => {
    const run = start(settings) as Runner<BatchOfFile, unknown>;
    const wrapped: Runner<BatchOfFile, unknown> = (job, atRecord) => {
      const texts = Array.from(recordTexts(job.batch, nodeUtf8), ({ text }) => text);
      return run(job, (record) => {
        atRecord(record);
        if (texts[record]?.includes("this kills workers") === true) process.exit();
      });
    };
    return wrapped;
  };
}

if (isMainThread) {
  void runProgram(process.argv.slice(2), {
    stdin: process.stdin,
    stdout: new Output(process.stdout),
    stderr: new Output(process.stderr),
    folder: process.cwd(),
    entry: __filename,
  }).then((code) => {
    process.exitCode = code;
  });
} else {
  serveAsWorker(Object.fromEntries(Object.entries(workerKinds).map(([kind, start]) => [kind, dying(start)])));
}
