import * as vscode from "vscode";
import { BadAddress, readAddress, type Address } from "../../../server/core/judge/endpoint/endpoint";
import type { JudgeSettings, JudgingSetup } from "../../../server/protocol/judging";

const section = "traceAuditor.judge";

/** A model of the user's, behind an address. */
export interface JudgeEndpoint {
  /** As the user wrote it. */
  readonly written: string;
  readonly address: Address;
  readonly model: string;
}

/**
 * A setting's value as the user gave it for all windows. No workspace, folder or dev container can give one: where traces go
 * is never for a repository to say.
 */
function usersOwn(name: string): unknown {
  return vscode.workspace.getConfiguration(section).inspect(name)?.globalValue;
}

function text(name: string): string | undefined {
  const value = usersOwn(name);
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

/** The endpoint that is set up; undefined where none is, or its address cannot be read. */
export function endpointSet(): JudgeEndpoint | undefined {
  const [written, model] = [text("baseUrl"), text("model")];
  if (written === undefined || model === undefined) return undefined;
  const address = addressIn(written);
  return "problem" in address ? undefined : { written, address, model };
}

/** An address as people write it, or what is wrong with it. */
export function addressIn(written: string): Address | { readonly problem: string } {
  try {
    return readAddress(written);
  } catch (error) {
    if (error instanceof BadAddress) return { problem: error.message };
    throw error;
  }
}

/** What the server is told. */
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

/** The file of certificates to trust beside the system's. */
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
