/** A job whose records may each cost a thread its life: it is then done without them. */
export interface DeadlyJob {
  /** Records of the job over which a thread died, by their numbers in it: they are told and passed over. */
  readonly deadly: readonly { readonly record: number; readonly why: string }[];
}

/** Threads that do jobs of one kind beside the one that asks: plain data in, plain data out. Whoever starts them closes them. */
export interface Workers<Job, Answer> {
  /** As many jobs may be under way at once. */
  readonly room: number;
  run(job: Job): Promise<Answer>;
  /** Ends them at once, whatever they do. */
  close(): Promise<void>;
}

/** @param kind names what they do; `settings` is plain data for it */
export type StartWorkers = <Job extends DeadlyJob, Answer>(kind: string, settings: unknown) => Workers<Job, Answer>;
