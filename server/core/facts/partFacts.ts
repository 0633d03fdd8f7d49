import type { Call, SampleCallBlock } from "../dialects/sampleCalls";
import type { DialectReading } from "../dialects/read";
import type { Fault } from "../dialects/reading";
import type { Trace } from "../model/trace";
import type { JudgedText } from "../verdicts/forms/judgedText";
import type { CheckedCalls } from "./callCheck";
import type { CutOff } from "./cutOff";
import type { Judgement } from "./judgement";
import type { LayoutFacts } from "./layout";

/** A fact that may be that there is none. Undefined stands for what nobody has asked for yet. */
interface Known<T> {
  readonly is: T | undefined;
}

/** What has been read from one of a sample's texts so far. `Facts` fills it. */
export class PartFacts {
  trace: Trace | undefined;
  layout: LayoutFacts | undefined;
  callBlocks: readonly SampleCallBlock[] | undefined;
  calls: readonly Call[] | undefined;
  checkedCalls: CheckedCalls | undefined;
  judgement: Judgement | undefined;
  beside: readonly Fault[] | undefined;
  cutOff: Known<CutOff> | undefined;
  reading: Known<DialectReading> | undefined;
  meant: Known<DialectReading> | undefined;
  judged: Known<JudgedText> | undefined;

  /** @param before of the same text, before something else of its sample was edited: what hangs on nothing else is kept */
  constructor(before?: PartFacts) {
    this.trace = before?.trace;
    this.layout = before?.layout;
    this.callBlocks = before?.callBlocks;
  }
}
