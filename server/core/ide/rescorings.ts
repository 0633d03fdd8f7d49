import type { ToolRLVariant } from "../model/reward";
import { Signal } from "./signal";

/** The variant of ToolRL's reward, and the training step, at which a document's rewards are shown. */
export interface Rescoring {
  /** Without it the profile's own. */
  readonly variant?: ToolRLVariant;
  /** From 0; without it each sample's own, else 0. */
  readonly step?: number;
}

/** Under which variant of ToolRL's reward, and at which step, somebody asked to see a file's rewards. */
export class Rescorings {
  private readonly asked = new Map<string, Rescoring>();
  private readonly changed = new Signal<string>();
  /** Tells the file whose rewards are shown another way. */
  readonly onChanged = this.changed.listen;

  /** @param fileOf the file that a document belongs to: a record shown as a document belongs to the file that holds it */
  constructor(private readonly fileOf: (document: string) => string) {}

  /** From now on the file's rewards are shown so; an empty rescoring goes back to the profile's own. */
  ask(document: string, { variant, step }: Rescoring): void {
    const file = this.fileOf(document);
    const rescoring = { ...(variant === undefined ? {} : { variant }), ...(step === undefined ? {} : { step }) };
    if (variant === undefined && step === undefined) this.asked.delete(file);
    else this.asked.set(file, rescoring);
    this.changed.fire(file);
  }

  /** What was asked for; empty for the profile's own reward. */
  of(document: string): Rescoring {
    return this.asked.get(this.fileOf(document)) ?? {};
  }
}
