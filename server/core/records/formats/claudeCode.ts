import type { RecordProblem } from "../../model/record";
import type { JsonField } from "../json/jsonField";
import { attributes } from "../fields/attributes";
import { readContent } from "../fields/content";
import { dialogueSamples } from "../fields/dialogue";
import type { FormatReading, JsonFormat } from "../fields/jsonFormat";
import { Dialogue, turnRole } from "../fields/turns";

/**
 * A session of Claude Code, one entry per line. An answer may take several lines, which have the same `message.id`. The
 * sub-agents' conversations (`isSidechain`) are kept apart from the main one. What the program writes in the model's
 * place (an error of the API) does not count as the model's.
 */
export const claudeCode: JsonFormat = {
  id: "claude-code",
  rank: 500,
  title: "Claude Code session",
  fields: "`type`, `message` and `uuid` or `sessionId`",
  origin: { writer: "Claude Code: a file is a session" },
  unit: "session",
  fits: (entries) => entries.items().slice(0, 50).some(isTelling),
  read: readSession,
};

function isTelling(entry: JsonField): boolean {
  const type = entry.get("type")?.string;
  return (
    (type === "user" || type === "assistant") &&
    entry.get("message")?.get("role") !== undefined &&
    entry.first("sessionId", "parentUuid", "isSidechain") !== undefined
  );
}

/** Entries that are no turns, though they may have a message: notices, titles, what a running tool reports. */
const otherEntries = new Set(["system", "summary", "progress", "queue-operation", "attachment"]);

function readSession(entries: JsonField): FormatReading {
  const threads = new Threads();
  const problems: RecordProblem[] = [];
  let model: string | undefined;
  let id: string | undefined;
  for (const entry of entries.items()) {
    id ??= entry.get("sessionId")?.string;
    const message = entry.get("message");
    const type = entry.get("type")?.string;
    if (type === "system" && entry.get("subtype")?.string === "compact_boundary") problems.push(compacted(entry));
    if ((type !== "user" && type !== "assistant") || message === undefined) {
      if (type === undefined) entry.passOver("entry without a `type`");
      else if (message !== undefined && !otherEntries.has(type))
        entry.passOver(`entry of the type \`${type.slice(0, 40)}\``);
      continue;
    }
    if (type === "assistant") {
      if (entry.get("isApiErrorMessage")?.value === true || message.get("model")?.string === "<synthetic>") continue;
      model ??= message.get("model")?.string;
    }
    threads.add(entry, message);
  }
  const given = { attributes: attributes({ id, model }) };
  const readings = threads.dialogues.map((dialogue) => dialogueSamples([], dialogue.turns, given));
  // A sub-agent has a task and an answer of its own. Without an answer there is nothing to audit.
  const [main, ...others] = readings;
  const ofOthers = others.flatMap(({ samples }) => samples).filter(({ unanswered }) => unanswered === undefined);
  return {
    samples: [...(main?.samples ?? []), ...ofOthers],
    problems: [...problems, ...readings.flatMap((reading) => reading.problems ?? [])],
  };
}

/** The main conversation and those of the sub-agents. */
class Threads {
  private readonly main = new Dialogue();
  private readonly others = new Map<string, Dialogue>();
  /** The thread of an entry. A side chain is followed from parent to child. */
  private readonly threadOf = new Map<string, string>();
  private answering: string | undefined;

  get dialogues(): readonly Dialogue[] {
    return [this.main, ...this.others.values()];
  }

  add(entry: JsonField, message: JsonField): void {
    const dialogue = this.dialogueOf(entry);
    const answer = message.get("id")?.string;
    const role = turnRole(message.get("role")?.string ?? entry.get("type")?.string);
    if (role !== "assistant" || answer === undefined || answer !== this.answering) dialogue.close();
    this.answering = role === "assistant" ? answer : undefined;
    readContent(message.get("content"), role, message, dialogue);
  }

  private dialogueOf(entry: JsonField): Dialogue {
    if (entry.get("isSidechain")?.value !== true) return this.main;
    const uuid = entry.get("uuid")?.string ?? "";
    const parent = entry.get("parentUuid")?.string;
    const name = entry.get("agentId")?.string ?? (parent && this.threadOf.get(parent)) ?? uuid;
    this.threadOf.set(uuid, name);
    let dialogue = this.others.get(name);
    if (dialogue === undefined) this.others.set(name, (dialogue = new Dialogue()));
    return dialogue;
  }
}

function compacted(entry: JsonField): RecordProblem {
  return {
    code: "compaction",
    severity: "information",
    message:
      "The conversation was compacted here: behind this place the model saw a summary and not the turns before it, which the audit still shows.",
    span: entry.span,
  };
}
