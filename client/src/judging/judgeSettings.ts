import * as vscode from "vscode";
import { BadAddress, readAddress, type Address } from "../../../server/core/judge/endpoint/endpoint";
import type { JudgeSettings, JudgingSetup } from "../../../server/protocol/judging";

const section = "traceAuditor.judge";

/** A user's model at an address. */
export interface JudgeEndpoint {
  /** As the user wrote it. */
  readonly written: string;
  readonly address: Address;
  readonly model: string;
}

/**
 * The value of a setting in the user's own settings. No workspace, folder or dev container can set it: a repository
 * must never decide where traces go.
 */
function usersOwn(name: string): unknown {
  return vscode.workspace.getConfiguration(section).inspect(name)?.globalValue;
}

function text(name: string): string | undefined {
  const value = usersOwn(name);
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

/** The endpoint that is set up; undefined if there is none, or its address cannot be read. */
export function endpointSet(): JudgeEndpoint | undefined {
  const [written, model] = [text("baseUrl"), text("model")];
  if (written === undefined || model === undefined) return undefined;
  const address = addressIn(written);
  return "problem" in address ? undefined : { written, address, model };
}

/** An address as people write it, or the problem with it. */
export function addressIn(written: string): Address | { readonly problem: string } {
  try {
    return readAddress(written);
  } catch (error) {
    if (error instanceof BadAddress) return { problem: error.message };
    throw error;
  }
}

/** The set-up that is sent to the server. */
export function judgingSetup(): JudgingSetup {
  const endpoint = endpointSet();
  const history = text("history");
  return {
    ...(endpoint !== undefined && { address: endpoint.address.origin, model: endpoint.model }),
    ...(history !== undefined && { history }),
  };
}

export function judgeSettings(): JudgeSettings {
  const prompt = text("prompt");
  const maxTokens = usersOwn("maxTokens");
  return {
    bothOrders: usersOwn("bothOrders") !== false,
    maxTokens: typeof maxTokens === "number" && maxTokens >= 1 ? Math.floor(maxTokens) : 2048,
    ...(prompt !== undefined && { prompt }),
  };
}

/** The file of certificates to trust besides the system's. */
export function certificateFile(): string | undefined {
  return text("caFile");
}

export async function keepEndpoint(written: string, model: string): Promise<void> {
  const configuration = vscode.workspace.getConfiguration(section);
  await configuration.update("baseUrl", written, vscode.ConfigurationTarget.Global);
  await configuration.update("model", model, vscode.ConfigurationTarget.Global);
}

/** Fires when the user changes one of these settings. */
export function onJudgeSettings(heard: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration(section)) heard();
  });
}
