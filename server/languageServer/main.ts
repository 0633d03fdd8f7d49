/**
 * The language server as a process: `trace-auditor-language-server --stdio`. An editor starts it and talks to it. In a
 * worker thread of such a process it audits files that no editor has open.
 */
import { isMainThread } from "node:worker_threads";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { rowsKind, type RowsSettings, startRows } from "../core/fileIndex/rowsJob";
import { searchKind, startSearch } from "../core/fileIndex/searchJob";
import { nodeHost } from "../node/nodeHost";
import { nodeUtf8 } from "../node/utf8";
import { serveAsWorker } from "../node/workers/worker";
import { startServer } from "./server";

const usage = `Usage: trace-auditor-language-server --stdio

The language server of Trace Auditor, for an editor to start. It speaks the Language Server Protocol
  --stdio          on standard input and output,
  --socket=PORT    on a local port that the editor listens on,
  --pipe=NAME      on a named pipe or socket file that the editor listens on,
  --node-ipc       on the channel of a Node process that started it.
docs/guides/other-editors.md has the configuration of Neovim and Helix.
`;

const transports = ["--stdio", "--socket", "--pipe", "--node-ipc"];
const chosen = process.argv.slice(2).some((argument) => transports.includes(argument.replace(/=.*/s, "")));

if (!isMainThread) {
  serveAsWorker({
    [rowsKind]: (settings) => startRows(settings as RowsSettings, nodeUtf8),
    [searchKind]: () => startSearch(nodeUtf8),
  });
} else if (chosen) {
  startServer(createConnection(ProposedFeatures.all), nodeHost(__filename));
} else {
  const asked = process.argv.includes("--help") || process.argv.includes("-h");
  (asked ? process.stdout : process.stderr).write(usage);
  process.exitCode = asked ? 0 : 2;
}
