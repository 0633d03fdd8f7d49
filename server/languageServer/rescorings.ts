import { Emitter } from "vscode-languageserver";
import type { Rescoring } from "../protocol/rewards";
import { settledBy } from "./recordUri";

/** Under which variant of ToolRL's reward, and at which step, somebody asked to see a file's rewards. */
export class Rescorings {
  private readonly asked = new Map<string, Rescoring>();
  private readonly changed = new Emitter<string>();
  /** Fires with the file's URI. */
  readonly onChanged = this.changed.event;

  /** From now on the file's rewards are shown so; an empty rescoring goes back to the profile's own. */
  ask(uri: string, { variant, step }: Rescoring): void {
    const file = settledBy(uri);
    const rescoring = { ...(variant === undefined ? {} : { variant }), ...(step === undefined ? {} : { step }) };
    if (variant === undefined && step === undefined) this.asked.delete(file);
    else this.asked.set(file, rescoring);
    this.changed.fire(file);
  }

  /** What was asked for; empty for the profile's own reward. */
  of(uri: string): Rescoring {
    return this.asked.get(settledBy(uri)) ?? {};
  }
}
