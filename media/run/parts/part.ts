import type { PageState } from "../model/pageState";

/** A part of the page: made once, and drawn again when its content changes. */
export interface Part {
  readonly element: HTMLElement;
  update(state: PageState): void;
}

/** Remembers what was last drawn, so that a part is drawn again only if that changed. */
export class Drawn {
  private last: readonly unknown[] | undefined;

  /** @returns has any of these changed since the last call? */
  isNew(...now: readonly unknown[]): boolean {
    const { last } = this;
    this.last = now;
    return last === undefined || now.length !== last.length || now.some((value, i) => !Object.is(value, last[i]));
  }
}

/** Sets a style from a script, because a page's policy allows no other way. */
export function styled<E extends HTMLElement | SVGElement>(made: E, styles: Readonly<Record<string, string>>): E {
  for (const [name, value] of Object.entries(styles)) made.style.setProperty(name, value);
  return made;
}
