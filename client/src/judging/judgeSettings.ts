import * as vscode from "vscode";
import { BadAddress, readAddress, type Address } from "../../../server/core/judge/endpoint/endpoint";
import { usualLimits, type TimeLimits } from "../../../server/core/host/http";
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
  const limits = timeLimits(usersOwn("timeouts"));
  return {
    bothOrders: usersOwn("bothOrders") !== false,
    maxTokens: typeof maxTokens === "number" && maxTokens >= 1 ? Math.floor(maxTokens) : 2048,
    ...(prompt !== undefined && { prompt }),
    ...(limits !== undefined && { limits }),
  };
}

/** Time limits as the user sets them, in seconds; the usual one where a limit is missing or none. */
function timeLimits(given: unknown): TimeLimits | undefined {
  if (typeof given !== "object" || given === null) return undefined;
  const set = given as Readonly<Record<string, unknown>>;
  const limit = (name: keyof TimeLimits): number => {
    const seconds = set[name];
    return typeof seconds === "number" && seconds > 0 ? seconds * 1000 : usualLimits[name];
  };
  return { connect: limit("connect"), firstByte: limit("firstByte"), silence: limit("silence"), total: limit("total") };
}

/** The file of certificates to trust besides the system's. */
export function certificateFile(): string | undefined {
  return text("caFile");
}

/**
 * Writes the endpoint into the user's own settings; false if it is not there afterwards. Where a dev container names one,
 * VS Code writes into the container's settings instead, which count for nothing here.
 */
export async function keepEndpoint(written: string, model: string): Promise<boolean> {
  const configuration = vscode.workspace.getConfiguration(section);
  await configuration.update("baseUrl", written, vscode.ConfigurationTarget.Global);
  await configuration.update("model", model, vscode.ConfigurationTarget.Global);
  return text("baseUrl") === written && text("model") === model;
}

/** Fires when the user changes one of these settings. */
export function onJudgeSettings(heard: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration(section)) heard();
  });
}
