/** Runs in the run view's webview: opens the run that the extension names, in the state in which it was last shown. */
import "./styles/page.css";
import "./styles/filter.css";
import "./styles/summary.css";
import "./styles/table.css";
import "./styles/sample.css";
import "./styles/steps.css";
import "./styles/figures.css";
import "./styles/groups.css";
import "./styles/compare.css";
import "./styles/judges.css";
import { Channel } from "../shared/channel";
import { element } from "../shared/dom";
import type { RunContract } from "./contract";
import { restored } from "./model/pageState";
import { RunPage } from "./runPage";

const api = acquireVsCodeApi();
const channel = new Channel<RunContract>(api);
const root = element("main", { id: "run" });
document.body.append(root);

channel.request("open", null).then(
  (opened) => new RunPage(root, channel, api, opened, restored(api.getState())),
  (error: unknown) =>
    root.append(element("p", { role: "alert" }, error instanceof Error ? error.message : String(error))),
);
