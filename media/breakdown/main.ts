/** Runs in the breakdown's webview: shows what the extension sends, and reports clicks. */
import "./style.css";
import { Channel } from "../shared/channel";
import type { BreakdownContract, Shown } from "./contract";
import { View } from "./view";

const api = acquireVsCodeApi();
const channel = new Channel<BreakdownContract>(api);
const root = document.createElement("main");
document.body.append(root);

let shown: Shown | undefined;
const view = new View(
  root,
  (range) => {
    if (shown?.sample == null) return;
    channel.request("reveal", { uri: shown.place.uri, range }).catch(failed);
  },
  () => {
    if (shown?.sample == null) return;
    channel.request("fix", { uri: shown.place.uri }).catch(failed);
  },
);

function show(next: Shown): void {
  shown = next;
  // Read by the extension when the window was reloaded.
  if (next.sample !== null) api.setState(next.place);
  view.show(next);
}

function failed(error: unknown): void {
  view.fail(error instanceof Error ? error.message : String(error));
}

channel.on("shown", show);
channel.request("show", null).then(show, failed);

// VS Code announces another theme by the classes of the body.
new MutationObserver(() => view.redraw()).observe(document.body, { attributes: true, attributeFilter: ["class"] });
