/** A worker's start data: the kind of its jobs, and their settings. Plain data. */
export interface WorkerStart {
  readonly kind: string;
  readonly settings: unknown;
  /**
   * Where the worker records which record of its job it is at: shared, so that it can be read after the worker died.
   */
  readonly progress: Int32Array;
}

/** What a worker answers, in the order of its jobs. */
export type WorkerAnswer<Answer> = { readonly answer: Answer } | { readonly failure: string };

/** Does the jobs of one kind: plain data in, plain data out. */
export type Runner<Job, Answer> = (job: Job, atRecord: (record: number) => void) => Promise<Answer>;

/** Makes a worker for jobs of one kind, from its settings. */
export type StartRunner = (settings: unknown) => Runner<never, unknown>;
