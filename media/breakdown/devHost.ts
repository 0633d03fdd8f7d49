/** Replaces the extension: scores the text field with the core, and answers requests like the extension. */
import "../shared/dev.css";
import { AuditedFile, type AuditedSample } from "../../server/core/audit/auditedFile";
import { Auditor } from "../../server/core/audit/auditor";
import { fileSpan } from "../../server/core/audit/places";
import { breakdownOf, ownBreakdown, withPlaces } from "../../server/core/views/reward";
import { builtInProfiles } from "../../server/core/profiles/builtIn";
import { traceFileFormat } from "../../server/core/records/traceFile/traceFileFormat";
import { LineTable } from "../../server/core/text/lineTable";
import { isRequest } from "../shared/messages";
import type { BreakdownContract, Shown } from "./contract";
import { devAnswers, devTraces } from "./devTraces";

const auditor = new Auditor({
  profiles: builtInProfiles,
  settings: {},
  host: {
    log: (line) => {
      throw new Error(line);
    },
  },
});

document.documentElement.dataset["theme"] = new URLSearchParams(location.search).get("theme") ?? "light";
document.body.className = "plain-page";
const editor = document.createElement("textarea");
editor.setAttribute("aria-label", "Traces");
editor.spellcheck = false;
editor.value = devTraces;
editor.setSelectionRange(0, 0);
const field = document.createElement("aside");
field.setAttribute("aria-label", "Editor");
field.append(editor);
document.body.append(field);

function shown(): Shown {
  const text = editor.value;
  const file = new AuditedFile(auditor, traceFileFormat, text);
  const cursor = editor.selectionStart;
  const record = file.records.findLast(({ span }) => span.start <= cursor);
  const sample = record?.samples[0];
  if (record === undefined || sample === undefined) return { sample: null, why: "There is no sample here." };
  const lines = new LineTable(text);
  const range = ({ start, end }: { start: number; end: number }) => ({
    start: lines.positionAt(start),
    end: lines.positionAt(end),
  });
  const breakdown = breakdownOf(sample.facts, sample.facts.reward);
  const answer = devAnswers[sample.sample.attributes.id ?? ""];
  return {
    place: { uri: "dev:traces", at: lines.positionAt(cursor) },
    sample: {
      name: nameOf(sample),
      version: 1,
      range: range(record.span),
      breakdown: breakdown === undefined ? null : withPlaces(breakdown, (at) => range(fileSpan(record, at))),
      why: "The sample has nothing to compare its trace with.",
      safeFixes: null,
      own: answer === undefined ? null : ownBreakdown(answer, sample.facts),
    },
  };
}

function nameOf({ sample }: AuditedSample): string {
  return [String(sample.record + 1), ...(sample.attributes.id === undefined ? [] : [sample.attributes.id])].join(" · ");
}

function offsetAt({ line, character }: { line: number; character: number }): number {
  const before = editor.value.split("\n").slice(0, line);
  return before.reduce((sum, each) => sum + each.length + 1, character);
}

function send(message: unknown): void {
  // Like in VS Code, a message arrives after the running code.
  setTimeout(() => window.dispatchEvent(new MessageEvent("message", { data: message })), 0);
}

const handlers = {
  show: () => shown(),
  reveal: ({ range }: BreakdownContract["requests"]["reveal"]["params"]) => {
    editor.focus();
    editor.setSelectionRange(offsetAt(range.start), offsetAt(range.end));
    return null;
  },
};

let state: unknown;
globalThis.acquireVsCodeApi = () => ({
  getState: () => state,
  setState: (next) => {
    state = next;
  },
  postMessage: (message) => {
    if (!isRequest(message)) return;
    const { id, method, params } = message;
    const result = method === "show" ? handlers.show() : handlers.reveal(params as never);
    send({ kind: "reply", id, result });
  },
});

let drawn = "";
for (const event of ["input", "keyup", "click"]) {
  editor.addEventListener(event, () => {
    const next = shown();
    const key = JSON.stringify(next);
    if (key !== drawn) send({ kind: "event", event: "shown", value: next });
    drawn = key;
  });
}
