import type { Sample } from "../model/sample";

/** What a team's own scorer gets on standard input, one JSON line per sample; the names are verl's. */
export interface ScorerRequest {
  /** Number of the request, from 0. An answer's `id`, if it has one, must be the same. */
  readonly id: number;
  readonly data_source: string;
  /** The completion. */
  readonly solution_str: string;
  /** The ground truth; null if the sample has none. */
  readonly ground_truth: string | null;
  readonly extra_info: {
    readonly sample_id: string | null;
    readonly step: number | null;
    readonly gold: string | null;
  };
}

/** A score from a team's own scorer, with its components if it names some. */
export interface OwnScore {
  readonly score: number;
  readonly components: Readonly<Record<string, number>>;
}

/** Why an answer is no score, or what the scorer itself reports as wrong with the sample. */
export interface OwnScoreFailure {
  readonly error: { readonly code: "scorer-answer" | "scorer-error"; readonly message: string };
}

/** A team's own scorer's answer about a sample. */
export type OwnAnswer = OwnScore | OwnScoreFailure;

/** The request for a sample. */
export function scorerRequest(id: number, sample: Sample, dataSource: string): ScorerRequest {
  const { attributes, completion, groundTruth } = sample;
  return {
    id,
    data_source: dataSource,
    solution_str: completion.text,
    ground_truth: groundTruth === undefined || groundTruth === completion ? null : groundTruth.text,
    extra_info: { sample_id: attributes.id ?? null, step: attributes.step ?? null, gold: attributes.gold ?? null },
  };
}

/**
 * Reads a line of the scorer's answer: a number, or an object with `score` and, as verl allows, other numbers and truth
 * values (1 and 0), which become its components; or `{"error": "…"}`. Everything else is ignored.
 */
export function readScorerAnswer(line: string, id: number): OwnAnswer {
  let answer: unknown;
  try {
    answer = JSON.parse(line);
  } catch {
    return wrong(line, "it is not JSON. Whatever else the scorer prints has to go to standard error");
  }
  if (typeof answer === "number") {
    return Number.isFinite(answer) ? { score: answer, components: {} } : wrong(line, "it is not a finite number");
  }
  if (typeof answer !== "object" || answer === null || Array.isArray(answer)) {
    return wrong(line, 'it is neither a number nor an object with "score"');
  }
  const fields = answer as Readonly<Record<string, unknown>>;
  if (typeof fields["error"] === "string") return { error: { code: "scorer-error", message: fields["error"] } };
  if (fields["id"] !== undefined && fields["id"] !== id) {
    return wrong(
      line,
      `it answers request ${JSON.stringify(fields["id"])} where ${id} is due: answers come in the order of the requests`,
    );
  }
  const { score } = fields;
  if (typeof score !== "number") return wrong(line, 'it has no number under "score"');
  if (!Number.isFinite(score)) return wrong(line, "its score is not a finite number");
  const components = Object.entries(fields).flatMap(([name, value]): [string, number][] => {
    if (name === "score" || name === "id") return [];
    const number = typeof value === "boolean" ? Number(value) : value;
    return typeof number === "number" && Number.isFinite(number) ? [[name, number]] : [];
  });
  return { score, components: Object.fromEntries(components) };
}

function wrong(line: string, why: string): OwnScoreFailure {
  const shown = line.length > 120 ? `${line.slice(0, 119)}…` : line;
  return { error: { code: "scorer-answer", message: `The scorer's answer cannot be used: ${why}. It was: ${shown}` } };
}
