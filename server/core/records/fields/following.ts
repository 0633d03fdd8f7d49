import type { CallIds, Following, Turn } from "../../model/sample";

/**
 * What stands behind each turn of a dialogue, read on first use: few ask for it, and most records are only scored. Linear
 * in the dialogue, for all of its turns together.
 */
export function followingOf<T extends Turn>(
  before: readonly Turn[],
  dialogue: readonly T[],
  plain: (turns: readonly T[]) => readonly Turn[],
): (at: number) => Following {
  const whole = new WholeDialogue(before, dialogue, plain);
  return (at) => new BehindTurn(whole, at);
}

class WholeDialogue<T extends Turn> {
  private idsFound: CallIds | undefined;
  private resultsFound: readonly number[] | undefined;
  private lastFound: number | undefined;

  constructor(
    private readonly before: readonly Turn[],
    readonly turns: readonly T[],
    readonly plain: (turns: readonly T[]) => readonly Turn[],
  ) {}

  get ids(): CallIds {
    return (this.idsFound ??= callIds([...this.before, ...this.turns]));
  }

  /** Behind each turn, how many results follow before a user's next turn. */
  get results(): readonly number[] {
    return (this.resultsFound ??= resultsBehind(this.turns));
  }

  get last(): number {
    return (this.lastFound ??= this.turns.findLastIndex(isModel));
  }
}

class BehindTurn<T extends Turn> implements Following {
  constructor(
    private readonly whole: WholeDialogue<T>,
    private readonly at: number,
  ) {}

  get turns(): readonly Turn[] {
    const { turns, plain } = this.whole;
    let end = this.at + 1;
    for (let turn = turns[end]; turn !== undefined && !isModel(turn); turn = turns[end]) end++;
    return plain(turns.slice(this.at + 1, end));
  }

  get results(): number {
    return this.whole.results[this.at] ?? 0;
  }

  get continues(): boolean {
    return this.whole.last > this.at;
  }

  get ids(): CallIds {
    return this.whole.ids;
  }
}

function isModel({ role }: Turn): boolean {
  return role === "assistant";
}

function callIds(turns: readonly Turn[]): CallIds {
  const called = new Set<string>();
  const answered = new Set<string>();
  for (const { calls, answers } of turns) {
    for (const { id } of calls) if (id !== undefined) called.add(id);
    if (answers !== undefined) answered.add(answers);
  }
  return { called, answered };
}

function resultsBehind(dialogue: readonly Turn[]): number[] {
  const found: number[] = [];
  let count = 0;
  for (let i = dialogue.length - 1; i >= 0; i--) {
    found[i] = count;
    const role = dialogue[i]?.role;
    if (role === "tool") count++;
    else if (role !== "assistant") count = 0;
  }
  return found;
}
