import type { AppendLog } from "../../host/appendLog";
import type { Hash } from "../../host/hash";
import { readJudgement, type Judgement } from "../../judge/flow/judgement";
import { sampleKey } from "../../judge/flow/plan";
import { promptOfEntry } from "../../judge/flow/promptOf";
import { History } from "../../judge/history/history";
import type { Sample } from "../../model/sample";
import { holdingOf, type Holding } from "./holding";

/** Maximum number of samples whose combined results are cached; others are read again from the history. */
const maxRemembered = 20_000;

/** The judgements of samples in the history. It is opened on first use; until it is read, there are no judgements. */
export class Judgements {
  private readonly keys = new WeakMap<Sample, string>();
  /** By sample, then by the model that was asked for. */
  private readonly remembered = new Map<string, Map<string, Holding | undefined>>();
  private opening: Promise<History> | undefined;
  private opened: History | undefined;
  private folder: string | undefined;

  /** @param onOpened called once the history is read */
  constructor(
    private readonly hash: Hash,
    private readonly openLog: (folder: string | undefined) => AppendLog,
    private readonly onOpened: () => void,
  ) {}

  /** Sets the history's folder, and reads from it again; undefined for the user's own. */
  use(folder: string | undefined): void {
    this.folder = folder;
    this.opening = undefined;
    this.opened = undefined;
    this.remembered.clear();
  }

  /** The history, once it is completely read. */
  history(): Promise<History> {
    return (this.opening ??= this.open());
  }

  keyOf(sample: Sample): string {
    let key = this.keys.get(sample);
    if (key === undefined) this.keys.set(sample, (key = sampleKey(sample, this.hash)));
    return key;
  }

  /** Called when a sample has a new judgement. */
  judged(sample: Sample): void {
    this.remembered.delete(this.keyOf(sample));
  }

  /** All stored judgements of a sample, the newest last; none while the history is not read yet. */
  async of(sample: Sample): Promise<readonly Judgement[]> {
    if (this.opened === undefined) {
      // A history that cannot be read is reported when somebody asks for a judgement.
      this.history().catch(() => undefined);
      return [];
    }
    const entries = await this.opened.of(this.keyOf(sample));
    return entries
      .flatMap((entry) => {
        const prompt = promptOfEntry(entry.prompt);
        return prompt === undefined ? [] : [readJudgement(entry, "history", prompt, sample.attributes.gold)];
      })
      .sort((one, other) => (one.entry.time < other.entry.time ? -1 : 1));
  }

  /**
   * The combined result of a sample's judgements, by that model if it has any, else by another; undefined if there is
   * none.
   */
  async holding(sample: Sample, model: string | undefined): Promise<Holding | undefined> {
    const key = this.keyOf(sample);
    const known = this.remembered.get(key);
    if (known?.has(model ?? "") === true) return known.get(model ?? "");
    const found = holdingOf(await this.of(sample), sample, model);
    if (this.opened === undefined) return found;
    if (this.remembered.size >= maxRemembered) this.remembered.clear();
    this.remembered.set(key, (known ?? new Map<string, Holding | undefined>()).set(model ?? "", found));
    return found;
  }

  private async open(): Promise<History> {
    const opening = History.open(this.openLog(this.folder));
    const { folder } = this;
    const history = await opening;
    if (folder === this.folder && this.opened === undefined) {
      this.opened = history;
      this.onOpened();
    }
    return history;
  }
}
