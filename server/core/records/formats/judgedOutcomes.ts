import { attributes } from "../fields/attributes";
import { unansweredDraft, type JsonFormat, type SampleDraft } from "../fields/jsonFormat";
import type { JsonField } from "../json/jsonField";

/**
 * Outcomes of a judge on a benchmark without its texts, as in tables: a subset and whether the judge was right
 * (RewardBench, RMB), or a domain and three lists of results (RM-Bench), where list k compares the chosen response of
 * each style with the rejected one that is k − 1 styles further. There is no trace to audit; each result is a sample.
 */
export const judgedOutcomes: JsonFormat = {
  id: "judged-outcomes",
  rank: 990,
  title: "table of a judge's outcomes",
  fields:
    "`subset` or `category_path` and `results`; or `domain`, `result_1`, `result_2` and `result_3`, without texts",
  origin: { writer: "tables of benchmarks' outcomes, W&B's among them", group: "`bon_uid`", reward: "`results`" },
  fits: (record) => {
    if (record.first("text_chosen", "chosen", "prompt", "answers", "output") !== undefined) return false;
    const hasResult = isOutcome(record.get("results"));
    return (
      (hasResult && subsetOf(record) !== undefined) || (domainOf(record) !== undefined && listsOf(record) !== undefined)
    );
  },
  read: (record) => {
    const id = record.first("pair_uid", "id")?.label;
    const model = record.get("model")?.string;
    const outcome = (result: number | undefined, category: string | undefined): SampleDraft =>
      unansweredDraft({
        attributes: attributes({ id, model, result, category, group: record.get("bon_uid")?.label }),
      });
    const lists = listsOf(record);
    if (lists === undefined) return { samples: [outcome(numberOf(record.get("results")), subsetOf(record))] };
    return {
      samples: lists.flatMap((list) => list.map((result) => outcome(result, domainOf(record)))),
    };
  },
};

function subsetOf(record: JsonField): string | undefined {
  return record.first("category_path", "subset")?.string;
}

function domainOf(record: JsonField): string | undefined {
  return record.get("domain")?.string;
}

/** Undefined unless there are three lists of three results. */
function listsOf(record: JsonField): readonly (readonly number[])[] | undefined {
  const lists = ["result_1", "result_2", "result_3"].map((name) => record.get(name)?.items());
  const read = lists.map((list) => list?.map(numberOf).filter((result) => result !== undefined));
  return read.every((list) => list?.length === 3) ? (read as number[][]) : undefined;
}

function numberOf(field: JsonField | undefined): number | undefined {
  return typeof field?.value === "boolean" ? Number(field.value) : field?.number;
}

function isOutcome(field: JsonField | undefined): boolean {
  return numberOf(field) !== undefined;
}
