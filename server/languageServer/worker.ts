/** The language server as a browser's worker: an editor in a browser starts it, and talks to it through messages. */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import { webHost } from "../web/webHost";
import { startServer } from "./server";

/** The worker's own end; the DOM's types are not available here. */
declare const self: ConstructorParameters<typeof BrowserMessageReader>[0];

startServer(createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self)), webHost);
