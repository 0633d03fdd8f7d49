/** What a worker is started with: which job it does, and by which settings. Plain data. */
export interface WorkerStart {
  readonly kind: string;
  readonly settings: unknown;
  /** Where the worker notes which record of its job it is at: shared, so that it can be read when the worker is dead. */
  readonly progress: Int32Array;
}

/** What a worker answers, in the order of its jobs. */
export type WorkerAnswer<Answer> = { readonly answer: Answer } | { readonly failure: string };

/** What does the jobs of one kind: plain data in, plain data out. */
export type Runner<Job, Answer> = (job: Job, atRecord: (record: number) => void) => Promise<Answer>;

/** Makes what does jobs of one kind, by its settings. */
export type StartRunner = (settings: unknown) => Runner<never, unknown>;
