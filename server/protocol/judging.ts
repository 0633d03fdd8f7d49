/**
 * Judging samples again with a model. The server plans, asks and reads; it has no network of its own: the client, which
 * alone knows key, consent and trust, sends its requests (judgeHttp.ts).
 */
import type { TimeLimits } from "../core/host/http";
import type { Position, Range } from "../core/text/lineTable";
import { notification, request } from "./message";

/** Command of the client: judges a sample. Its arguments are a URI, a place in the sample, and whether to ask again. */
export const rejudgeCommand = "traceAuditor.rejudge";

/** Command of the client: shows a sample's judgements. Its arguments are a URI and a place in the sample. */
export const showJudgementsCommand = "traceAuditor.showJudgements";

/** The scheme of documents that show judgements. */
export const judgementScheme = "trace-auditor-judgement";

/** What is set up, as far as it is to be shown. */
export interface JudgingSetup {
  /** Base URL of the endpoint; undefined where none is set. */
  readonly address?: string;
  readonly model?: string;
  /** Folder of the history; undefined for the user's own. */
  readonly history?: string;
}

/** Client → server: this is set up from now on. Kept judgements are looked at again. */
export const judgingSetupNotification = notification<JudgingSetup>("judgingSetup");

/** Which samples of a document, and how they are judged. */
export interface JudgeWhat {
  readonly uri: string;
  /** The sample at a place, */
  readonly at?: Position;
  /** or those whose traces lie in a range; without both all of the document. */
  readonly range?: Range;
  readonly endpoint: { readonly address: string; readonly model: string };
  readonly options: JudgeSettings;
}

export interface JudgeSettings {
  readonly bothOrders: boolean;
  readonly maxTokens: number;
  /** Id of a prompt; undefined: by what a sample has. */
  readonly prompt?: string;
  /** In milliseconds; undefined: the usual ones. */
  readonly limits?: TimeLimits;
}

/** Client → server: who serves at an address, and whether a model answers there. No trace is sent. */
export const judgeProbeRequest = request<JudgeProbeParams, JudgeProbe>("judgeProbe");

export interface JudgeProbeParams {
  readonly address: string;
  /** The model to ask for a word; without it nothing is asked. */
  readonly model?: string;
}

export interface JudgeProbe {
  /** `vllm`, `llama-server`, …, `unknown`. */
  readonly server: string;
  readonly version?: string;
  /** Tokens of prompt and answer together. */
  readonly window?: number;
  readonly models: readonly string[];
  /** What went wrong, of a model that was asked. */
  readonly problem?: string;
}

/** Client → server: what judging would send; nothing is sent. */
export const judgeEstimateRequest = request<JudgeWhat, JudgeEstimate | null>("judgeEstimate");

export interface JudgeEstimate {
  readonly samples: number;
  readonly requests: number;
  /** Estimated at four characters a token. */
  readonly promptTokens: number;
  readonly completionTokensAtMost: number;
  /** Samples that cannot be judged, and why the first cannot: a phrase behind "it cannot be judged: ". */
  readonly unjudgeable: number;
  readonly problem?: string;
  /** The first request's messages as they would be sent. */
  readonly first?: readonly { readonly role: string; readonly content: string }[];
}

/** Client → server: judges. Cancelling the request ends it; what was answered by then is kept. */
export const judgeRequest = request<JudgeParams, JudgeResult | null>("judge");

export interface JudgeParams extends JudgeWhat {
  /** Ask again what the history answers. */
  readonly anew: boolean;
  /** {@link JudgeProgress} is sent as `$/progress` under it, and {@link judgementTextNotification} names it. */
  readonly progressToken: string;
  /** Are the answers wanted as they come? For one sample only. */
  readonly watched: boolean;
}

export interface JudgeProgress {
  readonly done: number;
  readonly samples: number;
  readonly tokens: number;
}

export interface JudgeResult extends JudgeProgress {
  /** Samples of which no request was answered. */
  readonly failed: number;
  readonly unjudgeable: number;
  /** Why the first sample that has no judgement has none. */
  readonly problem?: string;
  readonly asked: number;
  readonly fromHistory: number;
  /** Samples whose verdict is another one than the record's own. */
  readonly flipped: number;
  /** Why the run ended before its end. */
  readonly stopped?: string;
}

/** Server → client: the judgements of a run as a `.trace` text, as far as they have come. */
export const judgementTextNotification = notification<JudgementText>("judgementText");

export interface JudgementText {
  readonly token: string;
  /** For people: which sample. */
  readonly name: string;
  readonly text: string;
}

/** Client → server: the kept judgements of the sample at a place. */
export const judgementsRequest = request<JudgementsParams, SampleJudgements | null>("judgements");

export interface JudgementsParams {
  readonly uri: string;
  readonly at: Position;
}

export interface SampleJudgements {
  /** For people: which sample. */
  readonly name: string;
  /** The newest first. */
  readonly judgements: readonly {
    readonly title: string;
    /** As a `.trace` text. */
    readonly text: string;
  }[];
}
