/** A report's content, before it is written as text, Markdown or a page. */
export interface Document {
  readonly title: string;
  readonly sections: readonly Section[];
}

export interface Section {
  readonly title: string;
  /** The first part of each is bold. */
  readonly sentences: readonly { readonly lead: string; readonly rest: string }[];
  readonly charts: readonly Chart[];
  readonly tables: readonly Table[];
  readonly notes: readonly string[];
  readonly texts: readonly { readonly title: string; readonly text: string }[];
}

export interface Table {
  readonly caption: string;
  readonly columns: readonly { readonly title: string; readonly isNumber: boolean }[];
  readonly rows: readonly (readonly string[])[];
  /** Number of rows that are left out. */
  readonly more: number;
}

/** Only pages draw charts; a table beside each has its figures. */
export type Chart =
  | { readonly kind: "bars"; readonly title: string; readonly bars: readonly Bar[] }
  | { readonly kind: "columns"; readonly title: string; readonly bars: readonly Bar[] }
  | {
      readonly kind: "lines";
      readonly title: string;
      readonly x: readonly number[];
      readonly lines: readonly Line[];
      readonly band:
        { readonly low: readonly (number | undefined)[]; readonly high: readonly (number | undefined)[] } | undefined;
    };

export interface Bar {
  readonly label: string;
  readonly value: number;
}

export interface Line {
  readonly label: string;
  readonly y: readonly (number | undefined)[];
}

/** A section with only the given parts. */
export function section(title: string, given: Partial<Omit<Section, "title">>): Section {
  return { title, sentences: [], charts: [], tables: [], notes: [], texts: [], ...given };
}

/** @param columns titles; a title that ends in `#` is a column of numbers, and is shown without the `#` */
export function table(
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  more = 0,
): Table {
  return {
    caption,
    columns: columns.map((title) => ({ title: title.replace(/#$/, ""), isNumber: title.endsWith("#") })),
    rows,
    more,
  };
}
