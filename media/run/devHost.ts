/** Replaces the extension and the server: audits an invented run with the core, and answers requests as they do. */
import "../shared/devThemes.css";
import { createAuditor } from "../../server/core/config/createAuditor";
import { emptyConfig } from "../../server/core/config/teamConfig";
import { auditRecord } from "../../server/core/engine/auditRecord";
import { unknownNames } from "../../server/core/engine/knownNames";
import { hasWords } from "../../server/core/engine/searchedText";
import { auditSamples } from "../../server/core/audit/readBy";
import { sampleTexts } from "../../server/core/ide/sampleTexts";
import { formatOf } from "../../server/core/records/reading/recogniseFile";
import { compareRuns } from "../../server/core/runs/pages/comparePages";
import { groupOfPage, groupsPage } from "../../server/core/runs/pages/groupPages";
import { judgesPage } from "../../server/core/runs/pages/judgePages";
import { RunPages } from "../../server/core/runs/pages/runPages";
import { RunTable } from "../../server/core/runs/table/runTable";
import type { Sample } from "../../server/core/model/sample";
import type { SampleRow } from "../../server/core/model/sampleRow";
import type { RunRollout } from "../../server/protocol/runGroups";
import type { RunSample, RunState } from "../../server/protocol/runs";
import { isRequest } from "../shared/messages";
import type { OpenedRun, RunContract } from "./contract";
import { devJudgement } from "./devJudges";
import { planted } from "./devPlanted";
import { devRecord, type DevRecord } from "./devRun";

const query = new URLSearchParams(location.search);
const theme = query.get("theme") ?? "light";
document.documentElement.dataset["theme"] = theme;
const themeClasses: Readonly<Record<string, string>> = {
  light: "vscode-light",
  dark: "vscode-dark",
  "hc-dark": "vscode-high-contrast",
  "hc-light": "vscode-high-contrast vscode-high-contrast-light",
};
document.body.className = themeClasses[theme] ?? "";

const all = Number(query.get("n") ?? 400);
const wanted = query.get("state") === "reading" ? Math.floor(all / 3) : all;
const auditor = createAuditor(
  emptyConfig,
  {},
  {
    log: (line) => {
      throw new Error(line);
    },
  },
);
const isJudges = query.get("kind") === "judges";
const by = isJudges
  ? { auditor, format: formatOf("reward-bench", "jsonl"), profile: auditor.profileNamed("rm-r1"), dialect: undefined }
  : { auditor, format: formatOf("verl", "jsonl"), profile: auditor.profileNamed("toolrl"), dialect: undefined };
const plant = query.get("plant") ?? "";
const recordOf: typeof devRecord = (number, variant) =>
  planted(isJudges ? devJudgement(number) : devRecord(number, variant), plant);
const table = new RunTable();
const pages = new RunPages(table, searching(0));
let read = 0;
let step: number | undefined;

/** Every eighty-third reward is recorded as another. */
function readTo(end: number): void {
  for (let number = table.length; number < end; number++) {
    const record = recordOf(number);
    read += record.text.length;
    step = record.step;
    const row = rowOf(record);
    const value = row.reward?.value;
    if (isJudges) table.append(row);
    else
      table.append({
        ...row,
        recorded: value === undefined ? undefined : number % 83 === 82 ? value - 1 : value,
      });
  }
  pages.isWhole = table.length >= all;
}

function rowOf({ file, text, index }: DevRecord): SampleRow {
  const record = { text, index, line: index, character: 0, unfinished: false, tooLong: undefined };
  const [result] = auditRecord(file, record, by, { row: true });
  if (result?.kind !== "trace" || result.row === undefined) throw new Error(`Record ${index} is no trace.`);
  return result.row;
}

function searching(variant: number): ConstructorParameters<typeof RunPages>[1] {
  return {
    unknownNames,
    hasWords: (field, words, row) => samplesOf(row, variant).some((sample) => hasWords(sample, { field, words })),
  };
}

function samplesOf(row: number, variant = 0): readonly Sample[] {
  const { text, index } = recordOf(row, variant);
  return by.format.read(text, index).samples;
}

function state(): RunState {
  const isFailed = query.get("state") === "failed";
  return {
    run: "dev",
    phase: isFailed ? "failed" : table.length < all ? "reading" : "whole",
    why: isFailed ? "The first 64 records were looked at; none of the formats fits them." : undefined,
    read,
    size: Math.round((read / Math.max(1, table.length)) * all),
    samples: table.length,
    files: table.file.dictionary.names.length,
    step,
    identity: {
      readAs: isFailed
        ? []
        : isJudges
          ? ["judge log", "RM-R1 verdicts"]
          : ["verl rollouts", "Hermes calls", "reward ToolRL default"],
      evidence: isFailed
        ? ["Found: step, text_in, text_out, r_total."]
        : ["The first 20 records have input, output, score, step and uid.", "Their calls lie in <tool_call> as JSON."],
    },
    search: query.get("state") === "searching" ? { phase: "searching", read: read / 3, hits: 12 } : undefined,
    unreadable:
      query.get("state") === "partial"
        ? {
            count: 3,
            of: all + 3,
            first: [
              {
                uri: "dev:rollouts/40.jsonl",
                line: 11,
                where: "rollouts/40.jsonl, line 12",
                why: "a string is not closed",
              },
              { uri: "dev:rollouts/75.jsonl", line: 79, where: "rollouts/75.jsonl, line 80", why: "no output" },
            ],
          }
        : undefined,
  };
}

type Handlers = {
  readonly [M in keyof RunContract["requests"]]: (
    params: RunContract["requests"][M]["params"],
  ) => RunContract["requests"][M]["result"];
};

/** Requests that only an editor can carry out, recorded for tests. */
const done: string[] = [];
Object.assign(window, { done });

const handlers: Handlers = {
  open: (): OpenedRun => {
    readTo(Math.min(wanted, 80));
    setTimeout(goOn, 0);
    return {
      name: `${plant}${isJudges ? "judgements.jsonl" : "rollouts/"}`,
      state: state(),
      chosen: ["dev:rollouts"],
      history: ["reward<0", "rule:tool-call-json step>60"],
    };
  },
  view: (params) => pages.view(params),
  steps: (params) => pages.steps(params),
  rows: ({ query: of, start, count }) => pages.rows(of, start, count),
  place: ({ query: of, sample }) => pages.placeOf(of, sample) ?? null,
  complete: ({ filter, cursor }) => pages.completions(filter, cursor),
  sample: ({ row }) => sampleOf(row),
  groups: ({ query: of, choice }) => groupsPage(pages.scopeOf(of), choice),
  group: ({ query: of, number }) => groupOfPage(pages.scopeOf(of), number) ?? null,
  rollouts: ({ rows, other }) => rows.map((row) => rolloutOf(row, other)),
  compare: ({ query: of, others, chosen }) => {
    const named = others.map(({ run, name, filter }) => {
      const from = run === undefined ? pages : devOther();
      return { name, scope: from.scopeOf({ ...of, filter: filter ?? of.filter }) };
    });
    return compareRuns({ name: "rollouts/", scope: pages.scopeOf(of) }, named, chosen);
  },
  judges: ({ query: of, rung }) => judgesPage(pages.scopeOf(of), rung),
  quotes: ({ rows }) => rows.map((row) => sampleOf(row)?.quotes ?? null),
  openOther: () => ({ run: "other", name: "rollouts-strict-json/", uris: ["dev:rollouts-strict-json"] }),
  openBeside: ({ row, focus, other }) =>
    note(`openBeside ${row} ${String(focus)}${other === undefined ? "" : ` ${other}`}`),
  search: ({ on }) => note(`search ${String(on)}`),
  read: ({ on }) => note(`read ${String(on)}`),
  reveal: ({ uri, line }) => note(`reveal ${uri} ${line}`),
  remember: () => null,
  save: ({ title, content }) =>
    note(`save ${content.kind} ${title}: ${content.kind === "csv" ? content.text : content.base64.slice(0, 12)}`),
  copy: ({ text }) => note(`copy ${text}`),
  instead: ({ as }) => note(`instead ${as}`),
};

/** The run with which the page's is compared: the same prompts with another seed, and fewer malformed calls. */
let other: RunPages | undefined;

function devOther(): RunPages {
  if (other !== undefined) return other;
  const of = new RunTable();
  for (let number = 0; number < all - Math.floor(all / 18); number++) of.append(rowOf(recordOf(number, 1)));
  return (other = new RunPages(of, searching(1)));
}

function rolloutOf(row: number, of: string | undefined): RunRollout | null {
  const sample = sampleOf(row, of === undefined ? 0 : 1);
  const { table: from } = (of === undefined ? pages : devOther()).run;
  return sample && { ...sample.rollout, reward: from.reward(row), findings: from.findingsOf(row) };
}

function sampleOf(row: number, variant = 0): RunSample | null {
  const [sample] = samplesOf(row, variant);
  if (sample === undefined) return null;
  return {
    ...sampleTexts({ sample, found: auditSamples([sample], by)[0] }),
    uri: "dev:rollouts",
    record: sample.record,
    at: { line: 0, character: 0 },
  };
}

function note(what: string): null {
  done.push(what);
  return null;
}

function goOn(): void {
  if (table.length >= wanted || query.get("state") === "failed") return;
  readTo(Math.min(wanted, table.length + 80));
  send({ kind: "event", event: "changed", value: state() });
  setTimeout(goOn, 0);
}

function send(message: unknown): void {
  // A message arrives after the code that is running, as in VS Code.
  setTimeout(() => window.dispatchEvent(new MessageEvent("message", { data: message })), 0);
}

let kept: unknown = {
  ...(query.has("filter") ? { filter: query.get("filter") } : {}),
  ...JSON.parse(query.get("kept") ?? "{}"),
};
globalThis.acquireVsCodeApi = () => ({
  getState: () => kept,
  setState: (next) => {
    kept = next;
  },
  postMessage: (message) => {
    if (!isRequest(message)) return;
    const { id, method, params } = message;
    try {
      send({ kind: "reply", id, result: handlers[method as keyof Handlers](params as never) });
    } catch (error) {
      send({ kind: "reply", id, error: String(error) });
    }
  },
});
