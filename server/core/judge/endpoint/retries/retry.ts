import { wait, type Clock } from "../../../host/clock";
import { isWorthRetrying, type EndpointError } from "../errors";

export interface RetryPolicy {
  /** Total number of tries. */
  readonly tries: number;
  /** The longest wait before the second try, in milliseconds; it doubles from try to try up to `longest`. */
  readonly first: number;
  readonly longest: number;
  /** If a server asks for a longer wait than this, the run ends. */
  readonly patience: number;
}

export const usualPolicy: RetryPolicy = { tries: 5, first: 1000, longest: 60_000, patience: 300_000 };

export interface Retrying {
  readonly clock: Clock;
  /** From 0 to 1, excluding 1. */
  readonly random: () => number;
  readonly policy: RetryPolicy;
  readonly signal?: AbortSignal | undefined;
  /** Called with each failure that is tried again. */
  readonly onRetry?: ((error: EndpointError) => void) | undefined;
}

/**
 * Tries until there is no error, or one that another try would not fix. Waits a random part of a time that doubles
 * ("full jitter", so that many clients refused at once do not return at once), and never less than the server asks for.
 */
export async function retrying<T extends object>(
  attempt: () => Promise<T>,
  errorOf: (result: T) => EndpointError | undefined,
  { clock, random, policy, signal, onRetry }: Retrying,
): Promise<{ readonly result: T; readonly tries: number; readonly failed: readonly T[] }> {
  const failed: T[] = [];
  for (let tries = 1; ; tries++) {
    const result = await attempt();
    const error = errorOf(result);
    const asked = error?.retryAfter ?? 0;
    const isOver = error === undefined || !isWorthRetrying(error) || tries >= policy.tries || asked > policy.patience;
    if (isOver || isCancelled(signal)) return { result, tries, failed };
    failed.push(result);
    onRetry?.(error);
    const jitter = random() * Math.min(policy.longest, policy.first * 2 ** (tries - 1));
    await wait(clock, Math.max(asked, jitter), signal);
    if (isCancelled(signal)) return { result, tries, failed };
  }
}

function isCancelled(signal: AbortSignal | undefined): boolean {
  return signal?.aborted ?? false;
}
