import * as vscode from "vscode";
import { createStatusEntry } from "../shown";
import type { JudgeEndpoint } from "./judgeSettings";

/** The endpoint's state when it was last used: no request is made only to check it. */
export type EndpointHealth =
  | { readonly kind: "unasked" }
  | { readonly kind: "asking"; readonly done?: string }
  | { readonly kind: "well"; readonly about: string }
  | { readonly kind: "failing"; readonly why: string };

/** The status bar item: which model judges, and the endpoint's state when it was last used. */
export class JudgeStatus implements vscode.Disposable {
  private readonly entry = createStatusEntry(
    "traceAuditor.judge",
    "Trace Auditor: Judge",
    "traceAuditor.setUpJudge",
    98,
  );
  private readonly listener: vscode.Disposable;
  private health: EndpointHealth = { kind: "unasked" };

  constructor(private readonly endpoint: () => JudgeEndpoint | undefined) {
    this.listener = vscode.window.onDidChangeActiveTextEditor(() => this.show());
    this.show();
  }

  dispose(): void {
    this.listener.dispose();
    this.entry.dispose();
  }

  set(health: EndpointHealth): void {
    this.health = health;
    this.show();
  }

  show(): void {
    const endpoint = this.endpoint();
    const language = vscode.window.activeTextEditor?.document.languageId ?? "";
    if (endpoint === undefined || !/^(?:trace|json\w*)$/.test(language)) {
      this.entry.hide();
      return;
    }
    const { model, address } = endpoint;
    const { icon, told } = this.inWords();
    this.entry.show({
      icon,
      text: model,
      tooltip: `Judge: ${model} at ${address.origin}\n${told}\nClick to set up another one.`,
      spoken: `Judge ${model}: ${told}`,
    });
  }

  private inWords(): { readonly icon: string; readonly told: string } {
    const { health } = this;
    switch (health.kind) {
      case "unasked":
        return { icon: "law", told: "Not asked yet in this window." };
      case "asking":
        return { icon: "loading~spin", told: health.done ?? "It is being asked." };
      case "well":
        return { icon: "law", told: health.about };
      case "failing":
        return { icon: "warning", told: health.why };
    }
  }
}
