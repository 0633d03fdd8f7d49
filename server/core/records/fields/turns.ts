import type { EarlierText, Part, StructuredCall, Turn, TurnRole } from "../../model/sample";
import type { JsonField } from "../json/jsonField";

/** A turn of a chat, with the texts that came with it: reasoning in a separate field, further content parts. */
export interface ChatTurn extends Turn {
  readonly before: readonly EarlierText[];
  /** Why the model stopped, if its message says so. */
  readonly finishReason?: string;
  /** The whole message in the record, or the first of those that form the turn. */
  readonly message: JsonField;
  /** An assistant turn that this model did not write here: copied from another run, or shown as an example. */
  readonly isContext?: true;
}

/** Turns with none of them a trace. */
export function asContext(turns: readonly ChatTurn[]): ChatTurn[] {
  return turns.map((turn) => ({ ...turn, isContext: true }));
}

const roles: ReadonlyMap<string, TurnRole> = new Map<string, TurnRole>([
  ["system", "system"],
  ["developer", "system"],
  ["user", "user"],
  ["human", "user"],
  ["assistant", "assistant"],
  ["gpt", "assistant"],
  ["model", "assistant"],
  ["chatgpt", "assistant"],
  ["ai", "assistant"],
  ["agent", "assistant"],
  ["function_call", "assistant"],
  ["tool", "tool"],
  ["function", "tool"],
  ["ipython", "tool"],
  ["observation", "tool"],
  ["environment", "tool"],
  ["tool_response", "tool"],
  ["function_response", "tool"],
  // The program's own last message when a run of mini-swe-agent ends.
  ["exit", "tool"],
]);

/** A turn's role by its name in a chat; `prompt` for an unknown name. */
export function turnRole(name: string | undefined): TurnRole {
  return roles.get(name?.toLowerCase() ?? "") ?? "prompt";
}

/** Whether it is the name of a known role. */
export function isRole(name: string | undefined): boolean {
  return roles.has(name?.toLowerCase() ?? "");
}

/** A turn that is not complete yet. */
interface OpenTurn {
  readonly role: TurnRole;
  readonly thoughts: Part[];
  readonly texts: Part[];
  readonly calls: StructuredCall[];
  readonly message: JsonField;
  /** The last of the messages that form the turn. */
  last: JsonField;
}

/**
 * Builds a dialogue from the pieces in a log. What the model says without another's turn in between (reasoning, text,
 * calls, each an item or a line of its own) is one turn, until `close` is called.
 */
export class Dialogue {
  private readonly done: ChatTurn[] = [];
  private open: OpenTurn | undefined;

  /** How many turns have begun. */
  get count(): number {
    return this.done.length + (this.open === undefined ? 0 : 1);
  }

  /** Adds a text that the model writes before its answer. */
  think(part: Part | undefined, message: JsonField): void {
    if (part !== undefined && part.text !== "") this.model(message).thoughts.push(part);
  }

  /** Adds a text of the model's answer. */
  answer(part: Part | undefined, message: JsonField): void {
    const turn = this.model(message);
    // An empty text next to another one is dropped; alone it is the model's empty answer.
    if (part !== undefined && (part.text !== "" || turn.texts.length === 0)) turn.texts.push(part);
  }

  call(call: StructuredCall, message: JsonField): void {
    this.model(message).calls.push(call);
  }

  /**
   * Adds another's turn. Each part of what it says is a separate turn.
   *
   * @param answers of a tool's turn, the id of the call that it answers
   */
  say(role: TurnRole, part: Part | undefined, message: JsonField, answers?: string): void {
    if (role === "assistant") {
      this.answer(part, message);
      return;
    }
    this.close();
    this.done.push({ role, part, before: [], calls: [], message, ...(answers !== undefined && { answers }) });
  }

  /** Ends the model's turn: what it says next is a new one. */
  close(): void {
    if (this.open === undefined) return;
    const { role, thoughts, texts, calls, message, last } = this.open;
    const filled = texts.length > 1 ? texts.filter(({ text }) => text !== "") : texts;
    const part = filled.pop();
    const before = [
      ...thoughts.map((thought) => ({ part: thought, isReasoning: true })),
      ...filled.map((text) => ({ part: text, isReasoning: false })),
    ];
    const finishReason = finishReasonOf(last);
    this.done.push({ role, part, before, calls, message, ...(finishReason !== undefined && { finishReason }) });
    this.open = undefined;
  }

  /** All turns so far. This ends the model's turn. */
  get turns(): readonly ChatTurn[] {
    this.close();
    return this.done;
  }

  private model(message: JsonField): OpenTurn {
    this.open ??= { role: "assistant", thoughts: [], texts: [], calls: [], message, last: message };
    this.open.last = message;
    return this.open;
  }
}

/** Why the model stopped, as servers' messages and LangChain's say it. */
function finishReasonOf(message: JsonField): string | undefined {
  const names = ["finish_reason", "stop_reason"] as const;
  return (message.first(...names) ?? message.get("response_metadata")?.first(...names))?.string;
}

/** Turns in the form of the sample model: the texts before a turn's last one become separate turns. */
export function plainTurns(turns: readonly ChatTurn[]): Turn[] {
  const plain: Turn[] = [];
  for (const turn of turns) {
    for (const { part } of turn.before) plain.push({ role: turn.role, part, calls: [] });
    plain.push(plainTurn(turn));
  }
  return plain;
}

/** A turn with what the sample model knows of it, and nothing else. */
export function plainTurn({ role, part, calls, answers }: Turn): Turn {
  return answers === undefined ? { role, part, calls } : { role, part, calls, answers };
}
