import { Signal } from "./signal";

/** The component options and the training step with which a document's rewards are shown. */
export interface Rescoring {
  /** An option by its name (`variant`). If absent, the profile's own. */
  readonly [option: string]: string | number | undefined;
  /** From 0; if absent, each sample's own, else 0. */
  readonly step?: number;
}

/** The options and the step under which users asked to see files' rewards. */
export class Rescorings {
  private readonly asked = new Map<string, Rescoring>();
  private readonly changed = new Signal<string>();
  /** Fires with the file whose rewards are now shown differently. */
  readonly onChanged = this.changed.listen;

  /** @param fileOf the file that a document belongs to: a record shown as a document belongs to the file that holds it */
  constructor(private readonly fileOf: (document: string) => string) {}

  /** Sets how the file's rewards are shown; an empty rescoring goes back to the profile's own. */
  ask(document: string, rescoring: Rescoring): void {
    const file = this.fileOf(document);
    if (Object.values(rescoring).every((value) => value === undefined)) this.asked.delete(file);
    else this.asked.set(file, rescoring);
    this.changed.fire(file);
  }

  /** The rescoring that was asked for; empty for the profile's own reward. */
  of(document: string): Rescoring {
    return this.asked.get(this.fileOf(document)) ?? {};
  }
}
