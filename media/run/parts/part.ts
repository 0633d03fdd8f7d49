import type { PageState } from "../model/pageState";

/** A part of the page: made once, and drawn again where what it shows has become another. */
export interface Part {
  readonly element: HTMLElement;
  update(state: PageState): void;
}

/** Remembers what was drawn last, so that a part is drawn again only where that changed. */
export class Drawn {
  private last: readonly unknown[] | undefined;

  /** @returns whether any of these is another than the last time */
  isNew(...now: readonly unknown[]): boolean {
    const { last } = this;
    this.last = now;
    return last === undefined || now.length !== last.length || now.some((value, i) => !Object.is(value, last[i]));
  }
}

/** Sets a style that a page's policy lets scripts set alone. */
export function styled<E extends HTMLElement | SVGElement>(made: E, styles: Readonly<Record<string, string>>): E {
  for (const [name, value] of Object.entries(styles)) made.style.setProperty(name, value);
  return made;
}
