import type { Plan } from "./plan";

/** What a run is expected to use. */
export interface Estimate {
  readonly samples: number;
  readonly requests: number;
  /** At four characters a token, which is about right for English. */
  readonly promptTokens: number;
  /** If each answer has its maximum length. */
  readonly completionTokensAtMost: number;
}

export const noEstimate: Estimate = { samples: 0, requests: 0, promptTokens: 0, completionTokensAtMost: 0 };

export function addToEstimate(estimate: Estimate, plan: Plan): Estimate {
  const characters = plan.tasks
    .flatMap(({ question }) => question.messages)
    .reduce((sum, { content }) => sum + content.length, 0);
  return {
    samples: estimate.samples + 1,
    requests: estimate.requests + plan.tasks.length,
    promptTokens: estimate.promptTokens + Math.ceil(characters / 4),
    completionTokensAtMost:
      estimate.completionTokensAtMost + plan.tasks.reduce((sum, { question }) => sum + question.sampling.maxTokens, 0),
  };
}

/** The price, from prices per million tokens, read and written. */
export function priceOf(
  tokens: { readonly prompt: number; readonly completion: number },
  [read, written]: readonly [number, number],
): number {
  return (tokens.prompt * read + tokens.completion * written) / 1e6;
}
