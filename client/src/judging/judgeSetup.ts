import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { judgeProbeRequest, type JudgeProbe } from "../../../server/protocol/judging";
import { editorAddress, type Address } from "../../../server/core/judge/endpoint/endpoint";
import { ask } from "../server/messages";
import { askFor, pick, separator, tell, warn, withProgress, type Choice } from "../shown";
import { editorModels } from "./editorModels";
import type { JudgeGate } from "./judgeGate";
import { addressIn, endpointSet, keepEndpoint } from "./judgeSettings";

interface ModelChoice extends Choice {
  /** Undefined for a model that is not listed. */
  readonly model?: string | undefined;
}

/** Asks for address, key and model, tests them, and stores them; false if the user cancelled. No trace is sent. */
export async function setUpJudge(client: BaseLanguageClient, gate: JudgeGate): Promise<boolean> {
  const own = await editorsOwn();
  if (own === undefined) return false;
  if (own.model !== undefined) {
    // On the first request, VS Code itself asks whether the model may be used.
    if (!(await stored(editorAddress, own.model))) return false;
    void tell(`${own.label} judges from now on. VS Code asks you before it is used for the first time.`);
    return true;
  }
  const written = await askFor({
    title: "Judge (1 of 3): address",
    prompt: "Base URL of a server with an OpenAI-compatible API, with or without /v1.",
    value: presentAddress() ?? "http://127.0.0.1:8000",
    problem: (value) => {
      const address = addressIn(value.trim());
      return "problem" in address ? address.problem : undefined;
    },
  });
  if (written === undefined) return false;
  const address = addressIn(written.trim());
  if ("problem" in address) return false;
  const key = await keyFor(address, gate);
  if (key === undefined) return false;
  return gate.testing(address, key, async () => {
    const probe = await probed(client, written.trim());
    if (probe === undefined) return false;
    const model = await modelFor(probe);
    if (model === undefined) return false;
    const tested = await probed(client, written.trim(), model);
    if (tested === undefined) return false;
    if (tested.problem !== undefined) {
      const anyway = "Keep It Anyway";
      if ((await warn(`${model} did not answer: ${tested.problem}`, anyway)) !== anyway) return false;
    }
    await gate.keys.keep(address, key);
    if (!(await stored(written.trim(), model))) return false;
    gate.status.set(
      tested.problem === undefined
        ? { kind: "well", about: `${serverInWords(tested)}.` }
        : { kind: "failing", why: tested.problem },
    );
    if (tested.problem === undefined)
      void tell(`${model} answers: ${serverInWords(tested)}. Traces are sent only when you judge one.`);
    return true;
  });
}

/** Stores the endpoint; where VS Code does not let us, says what the user can do. */
async function stored(written: string, model: string): Promise<boolean> {
  if (await keepEndpoint(written, model)) return true;
  const open = "Open User Settings";
  const text = `The judge is not set up: VS Code keeps no address in your user settings while a dev container names one, and that of a dev container is never used. Take traceAuditor.judge.* out of devcontainer.json, or write "traceAuditor.judge.baseUrl" and "traceAuditor.judge.model" into your user settings yourself.`;
  if ((await warn(text, open)) === open) await vscode.commands.executeCommand("workbench.action.openSettingsJson");
  return false;
}

function presentAddress(): string | undefined {
  const written = endpointSet()?.written;
  return written === editorAddress ? undefined : written;
}

/**
 * One of the editor's own models, or the choice of a server; the server if the editor has no models, undefined if the
 * user cancelled.
 */
async function editorsOwn(): Promise<ModelChoice | undefined> {
  const server: ModelChoice = { model: undefined, label: "A server with an OpenAI-compatible API…", icon: "server" };
  const models = await editorModels();
  if (models.length === 0) return server;
  const own = models.map(({ id, name, vendor }): ModelChoice => ({
    model: id,
    label: name,
    description: vendor,
    icon: "law",
  }));
  return pick([server, separator("the editor's own models"), ...own], { title: "Who is to judge?" });
}

/** The key for an address: if the user enters none, the stored key stays. Undefined if the user cancelled. */
async function keyFor(address: Address, gate: JudgeGate): Promise<string | undefined> {
  const kept = await gate.keys.of(address);
  const given = await askFor({
    title: "Judge (2 of 3): key",
    prompt:
      kept === undefined
        ? `The key for ${address.origin}; empty where it needs none. It is kept in VS Code's secret storage.`
        : `The key for ${address.origin}; empty to keep the present one, - to forget it.`,
    value: "",
    secret: true,
    problem: () => undefined,
  });
  if (given === undefined) return undefined;
  const key = given === "-" ? "" : given === "" ? (kept ?? "") : given;
  if (key === "" || address.isEncrypted || address.isLoopback) return key;
  const send = "Send It in the Clear";
  const text = `The key would go to ${address.origin} in the clear, where everyone on the way can read it. Use https.`;
  return (await warn(text, send)) === send ? key : undefined;
}

async function probed(client: BaseLanguageClient, address: string, model?: string): Promise<JudgeProbe | undefined> {
  const title = model === undefined ? `Asking who serves at ${address}` : `Asking ${model} for a word`;
  return withProgress(title, async (_, token) => {
    try {
      return await ask(client, judgeProbeRequest, { address, ...(model !== undefined && { model }) }, token);
    } catch (error) {
      if (token.isCancellationRequested) return undefined;
      throw error;
    }
  });
}

async function modelFor({ models, server }: JudgeProbe): Promise<string | undefined> {
  if (models.length > 0) {
    const picked = await pick<ModelChoice>(
      [
        ...models.slice(0, 200).map((model) => ({ model, label: model, icon: "law" })),
        { model: undefined, label: "Another model…", icon: "edit" },
      ],
      { title: "Judge (3 of 3): model", placeHolder: server === "unknown" ? "" : `What ${server} serves` },
    );
    if (picked === undefined) return undefined;
    if (picked.model !== undefined) return picked.model;
  }
  const typed = await askFor({
    title: "Judge (3 of 3): model",
    prompt: models.length > 0 ? "The model's name." : "The server does not say which models it has: the model's name.",
    value: endpointSet()?.model ?? "",
    problem: (value) => (value.trim() === "" ? "Enter the model's name as its server knows it." : undefined),
  });
  return typed?.trim();
}

function serverInWords({ server, version, window }: JudgeProbe): string {
  const who =
    server === "unknown" ? "a server that does not say what it is" : [server, version].filter(Boolean).join(" ");
  return window === undefined ? who : `${who}, ${window.toLocaleString()} tokens of context`;
}
