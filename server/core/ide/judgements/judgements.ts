import type { AppendLog } from "../../host/appendLog";
import type { Hash } from "../../host/hash";
import { readJudgement, type Judgement } from "../../judge/flow/judgement";
import { promptOfEntry } from "../../judge/flow/promptOf";
import type { Entry } from "../../judge/history/entry";
import { History } from "../../judge/history/history";
import { sampleKey } from "../../judge/history/sampleKey";
import { placeNames } from "../../judge/history/samplePlace";
import type { Sample } from "../../model/sample";
import { holdingOf, type Holding } from "./holding";

/** Maximum number of samples whose combined results are cached; others are read again from the history. */
const maxRemembered = 20_000;

/** A judgement in the history. */
export interface KeptJudgement extends Judgement {
  /** Had the sample another text when it was judged? Then it says nothing about the present one. */
  readonly ofEarlierText: boolean;
}

/** The judgements of samples in the history. It is opened on first use; until it is read, there are no judgements. */
export class Judgements {
  private readonly keys = new WeakMap<Sample, string>();
  private readonly places = new WeakMap<Sample, SamplePlaces>();
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

  /** All stored judgements of a sample's text, the newest last; none while the history is not read yet. */
  async of(sample: Sample): Promise<readonly KeptJudgement[]> {
    const history = this.read();
    return history === undefined ? [] : judgementsIn(await history.of(this.keyOf(sample)), sample, false);
  }

  /**
   * The same, after those of texts that the sample had before.
   *
   * @param file URI of the sample's file; undefined if it is in none
   */
  async withEarlier(sample: Sample, file: string | undefined): Promise<readonly KeptJudgement[]> {
    const history = this.read();
    if (history?.knowsPlaces !== true || file === undefined) return this.of(sample);
    const earlier = await history.ofEarlierTexts(this.keyOf(sample), this.placesOf(sample, file));
    return [...judgementsIn(earlier, sample, true), ...(await this.of(sample))];
  }

  /** Its record's number may change while the file is edited. */
  private placesOf(sample: Sample, file: string): readonly string[] {
    let known = this.places.get(sample);
    if (known?.file !== file || known.record !== sample.record) {
      known = { file, record: sample.record, names: placeNames(sample, file, this.hash) };
      this.places.set(sample, known);
    }
    return known.names;
  }

  private read(): History | undefined {
    // A history that cannot be read is reported when somebody asks for a judgement.
    if (this.opened === undefined) this.history().catch(() => undefined);
    return this.opened;
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

interface SamplePlaces {
  readonly file: string;
  readonly record: number;
  readonly names: readonly string[];
}

function judgementsIn(entries: readonly Entry[], sample: Sample, ofEarlierText: boolean): readonly KeptJudgement[] {
  // What is right may have changed with the text.
  const gold = ofEarlierText ? undefined : sample.attributes.gold;
  return entries
    .flatMap((entry) => {
      const prompt = promptOfEntry(entry.prompt);
      return prompt === undefined ? [] : [{ ...readJudgement(entry, "history", prompt, gold), ofEarlierText }];
    })
    .sort((one, other) => (one.entry.time < other.entry.time ? -1 : 1));
}
