import { Signal } from "./signal";

/** By which options of their components, and at which training step, a document's rewards are shown. */
export interface Rescoring {
  /** An option by its name (`variant`). Without it the profile's own. */
  readonly [option: string]: string | number | undefined;
  /** From 0; without it each sample's own, else 0. */
  readonly step?: number;
}

/** Under which of their options, and at which step, somebody asked to see a file's rewards. */
export class Rescorings {
  private readonly asked = new Map<string, Rescoring>();
  private readonly changed = new Signal<string>();
  /** Tells the file whose rewards are shown another way. */
  readonly onChanged = this.changed.listen;

  /** @param fileOf the file that a document belongs to: a record shown as a document belongs to the file that holds it */
  constructor(private readonly fileOf: (document: string) => string) {}

  /** From now on the file's rewards are shown so; an empty rescoring goes back to the profile's own. */
  ask(document: string, rescoring: Rescoring): void {
    const file = this.fileOf(document);
    if (Object.values(rescoring).every((value) => value === undefined)) this.asked.delete(file);
    else this.asked.set(file, rescoring);
    this.changed.fire(file);
  }

  /** What was asked for; empty for the profile's own reward. */
  of(document: string): Rescoring {
    return this.asked.get(this.fileOf(document)) ?? {};
  }
}
