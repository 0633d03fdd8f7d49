import type * as vscode from "vscode";
import type { Address } from "../../../server/core/judge/endpoint/endpoint";

const consentKey = "traceAuditor.judge.consents";

/** Keys and consents, each for one address: a key is in the user's secret storage, and is sent to no other address. */
export class JudgeKeys {
  constructor(private readonly context: Pick<vscode.ExtensionContext, "secrets" | "globalState">) {}

  async of({ origin }: Address): Promise<string | undefined> {
    return this.context.secrets.get(secretOf(origin));
  }

  /** An empty key deletes the stored one. */
  async keep({ origin }: Address, key: string): Promise<void> {
    if (key === "") await this.context.secrets.delete(secretOf(origin));
    else await this.context.secrets.store(secretOf(origin), key);
  }

  /** Has the user said that traces may go there? */
  mayReceiveTraces({ origin }: Address): boolean {
    return this.consents.includes(origin);
  }

  async permitTraces({ origin }: Address): Promise<void> {
    await this.context.globalState.update(consentKey, [...new Set([...this.consents, origin])]);
  }

  private get consents(): readonly string[] {
    return this.context.globalState.get<readonly string[]>(consentKey, []);
  }
}

function secretOf(origin: string): string {
  return `traceAuditor.judge.key ${origin}`;
}
