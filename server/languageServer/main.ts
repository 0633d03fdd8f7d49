/** The language server as a process: `trace-auditor-language-server --stdio`. An editor starts it and talks to it. */
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { nodeHost } from "../node/nodeHost";
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

if (chosen) {
  startServer(createConnection(ProposedFeatures.all), nodeHost);
} else {
  const asked = process.argv.includes("--help") || process.argv.includes("-h");
  (asked ? process.stdout : process.stderr).write(usage);
  process.exitCode = asked ? 0 : 2;
}
