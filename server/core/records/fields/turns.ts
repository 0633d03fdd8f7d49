import type { Part, StructuredCall, Turn, TurnRole } from "../../model/sample";
import type { JsonField } from "../json/jsonField";

/** A turn of a chat, with the texts that came with it: reasoning in a field of its own, further content parts. */
export interface ChatTurn extends Turn {
  readonly before: readonly Part[];
  /** The whole message in the record, or the first of those that the turn is made of. */
  readonly message: JsonField;
  /** An assistant turn that this model did not write here: copied from another run, shown as an example. */
  readonly isContext?: true;
}

/** Turns of which none is a trace. */
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
  // The program's own last word where a run of mini-swe-agent ends.
  ["exit", "tool"],
]);

/** A turn's role by the name that a chat gives it; `prompt` for a name that nobody has told us. */
export function turnRole(name: string | undefined): TurnRole {
  return roles.get(name?.toLowerCase() ?? "") ?? "prompt";
}

/** Is it a name of a role that we know? */
export function isRole(name: string | undefined): boolean {
  return roles.has(name?.toLowerCase() ?? "");
}

/** A turn that is being put together. */
interface OpenTurn {
  readonly role: TurnRole;
  readonly thoughts: Part[];
  readonly texts: Part[];
  readonly calls: StructuredCall[];
  readonly message: JsonField;
}

/**
 * Puts a dialogue together from what a log gives piece by piece. What the model says without another's turn between
 * (reasoning, text, calls, each an item or a line of its own) is one turn, until `close` is called.
 */
export class Dialogue {
  private readonly done: ChatTurn[] = [];
  private open: OpenTurn | undefined;

  /** How many turns have been begun. */
  get count(): number {
    return this.done.length + (this.open === undefined ? 0 : 1);
  }

  /** A text that the model writes before its answer. */
  think(part: Part | undefined, message: JsonField): void {
    if (part !== undefined && part.text !== "") this.model(message).thoughts.push(part);
  }

  /** A text of the model's answer. */
  answer(part: Part | undefined, message: JsonField): void {
    const turn = this.model(message);
    // A text beside another one that says nothing is none; alone it is the model's empty answer.
    if (part !== undefined && (part.text !== "" || turn.texts.length === 0)) turn.texts.push(part);
  }

  call(call: StructuredCall, message: JsonField): void {
    this.model(message).calls.push(call);
  }

  /** Another's turn: what it says in several parts are turns of their own. */
  say(role: TurnRole, part: Part | undefined, message: JsonField): void {
    if (role === "assistant") {
      this.answer(part, message);
      return;
    }
    this.close();
    this.done.push({ role, part, before: [], calls: [], message });
  }

  /** Ends the model's turn: what it says next is another one. */
  close(): void {
    if (this.open === undefined) return;
    const { role, thoughts, texts, calls, message } = this.open;
    const filled = texts.length > 1 ? texts.filter(({ text }) => text !== "") : texts;
    const part = filled.pop();
    this.done.push({ role, part, before: [...thoughts, ...filled], calls, message });
    this.open = undefined;
  }

  /** Everything so far; the model's turn is ended. */
  get turns(): readonly ChatTurn[] {
    this.close();
    return this.done;
  }

  private model(message: JsonField): OpenTurn {
    this.open ??= { role: "assistant", thoughts: [], texts: [], calls: [], message };
    return this.open;
  }
}

/** Turns as the sample model has them: the texts before a turn's last are turns of their own. */
export function plainTurns(turns: readonly ChatTurn[]): Turn[] {
  const plain: Turn[] = [];
  for (const turn of turns) {
    for (const part of turn.before) plain.push({ role: turn.role, part, calls: [] });
    plain.push({ role: turn.role, part: turn.part, calls: turn.calls });
  }
  return plain;
}
