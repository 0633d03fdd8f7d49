/**
 * Who may import whom. Each room names rooms that stand above it in this list, so that there can be no circle; an import
 * that is not listed fails a test, and so does a room that is not. A new room comes with its line.
 */
export const rooms: Readonly<Record<string, readonly string[]>> = {
  // The floor: texts, JSON, types, ports.
  text: [],
  json: ["text"],
  model: ["text"],
  host: [],
  /** The parsers that Peggy writes. */
  generated: [],
  python: ["json", "text"],
  expressions: ["python", "json", "text"],
  quotes: ["text"],
  arithmetic: ["text"],
  statistics: ["text"],
  filters: ["text"],
  // What is read: traces, records, calls, verdicts, rubrics.
  parse: ["generated", "model", "text"],
  records: ["generated", "host", "json", "model", "text"],
  verdicts: ["expressions", "python", "json", "model", "text"],
  dialects: ["parse", "generated", "python", "json", "model", "text"],
  rubrics: ["verdicts", "generated", "model", "text"],
  conversions: ["dialects", "records", "json", "model", "text"],
  // What is made of it.
  rewards: ["dialects", "verdicts", "expressions", "python", "host", "json", "model", "text"],
  profiles: ["rewards", "verdicts", "dialects", "model"],
  facts: ["rewards", "rubrics", "dialects", "verdicts", "parse", "quotes", "json", "model", "text"],
  rules: [
    ...["facts", "rewards", "rubrics", "dialects", "verdicts", "parse"],
    ...["quotes", "arithmetic", "expressions", "python", "json", "model", "text"],
  ],
  views: ["facts", "rewards", "rubrics", "verdicts", "records", "quotes", "model", "text"],
  readings: ["facts", "dialects", "verdicts", "json", "model", "text"],
  audit: [
    "rules",
    "facts",
    "profiles",
    "dialects",
    "rewards",
    "verdicts",
    "records",
    "parse",
    "quotes",
    "host",
    "model",
    "text",
  ],
  // What is done with it.
  config: ["audit", "rules", "profiles", "rewards", "records", "expressions", "host", "model", "text"],
  fixing: ["audit", "rules", "rewards", "model", "text"],
  /** What is known of a run: its table, figures, and the sentences that say them. */
  runs: ["filters", "statistics", "host", "model", "text"],
  formatting: ["audit", "facts", "rewards", "model", "text"],
  engine: [
    ...["fixing", "config", "audit", "readings", "facts", "rules", "profiles", "rewards"],
    ...["verdicts", "dialects", "records", "quotes", "statistics", "filters", "host", "json", "model", "text"],
  ],
  report: ["engine", "runs", "fixing", "audit", "rewards", "json", "model", "text"],
  judge: ["statistics", "audit", "profiles", "verdicts", "parse", "host", "json", "model", "text"],
  ide: [
    ...["judge", "audit", "readings", "views", "facts", "rewards", "dialects", "records"],
    ...["quotes", "host", "json", "model", "text"],
  ],
  fileIndex: ["ide", "engine", "runs", "config", "audit", "profiles", "rewards", "records", "host", "model", "text"],
};

/** What is not the core's. `core` stands for all of its rooms. */
export const outside: Readonly<Record<string, readonly string[]>> = {
  "server/protocol": ["ide", "runs", "views", "host", "model", "text"],
  "server/node": ["host"],
  "server/web": ["host"],
  "server/languageServer": ["server/protocol", "core"],
  "server/cli": ["server/node", "core"],
  media: ["server/protocol", "views", "runs", "filters", "model", "text"],
  client: ["media", "server/protocol", "runs", "host", "text"],
};

/** Single files that may import more than their room. */
export const exceptions: readonly { readonly from: RegExp; readonly to: RegExp }[] = [
  // Where the language server meets Node, or a browser.
  { from: /^server\/languageServer\/main\.ts$/, to: /^server\/node\/(?:nodeHost|utf8|workers\/worker)\.ts$/ },
  { from: /^server\/languageServer\/worker\.ts$/, to: /^server\/web\/webHost\.ts$/ },
  // The development page audits by itself what the server would send.
  { from: /^media\/.*\/dev[A-Z]\w*\.ts$/, to: /^server\/core\// },
  // Where the client reaches the network, and what it takes for an address.
  { from: /^client\/src\/judging\/judgeNetwork\.ts$/, to: /^server\/node\/httpClient\.ts$/ },
  { from: /^client\/src\/judging\//, to: /^server\/core\/judge\/endpoint\/endpoint\.ts$/ },
  // Which files are ours is asked before there is a server.
  {
    from: /^client\/src\//,
    to: /^server\/core\/(?:config\/filePatterns|records\/(?:fileEndings|reading\/(?:recogniseFile|notRecognised)))\.ts$/,
  },
  { from: /^server\/node\/inputs\.ts$/, to: /^server\/core\/records\/fileEndings\.ts$/ },
];

/** The room that a file of the repository stands in; undefined where it is in none. */
export function roomOf(path: string): string | undefined {
  return /^server\/core\/([^/]+)\//.exec(path)?.[1] ?? /^(server\/(?!core\/)[^/]+|client|media)\//.exec(path)?.[1];
}
