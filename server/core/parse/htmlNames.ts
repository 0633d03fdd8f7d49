/** HTML elements that people write in Markdown: in prose they are markup, not tags of a trace. */
export const htmlNames: ReadonlySet<string> = new Set(
  (
    "a abbr b blockquote body br button canvas caption center cite code col colgroup dd del details dfn div dl dt em " +
    "figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins kbd label legend li " +
    "link main mark meta nav ol option p path pre q s samp script section select small span strike strong style sub " +
    "summary sup svg table tbody td textarea tfoot th thead title tr tt u ul var video"
  ).split(" "),
);
