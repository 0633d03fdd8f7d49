import type { Hash } from "../../host/hash";
import type { Sample } from "../../model/sample";
import { answerTexts, questionTexts } from "./sampleKey";

/**
 * Names by which a sample is recognised after its texts have changed: two texts of one sample share a name. Each names
 * file, record and trace. A sample with an id is recognised by it; one without is recognised while its question or its
 * answers are the same, because records above it may have come or gone.
 *
 * @param file the file's URI; undefined if the sample is in none: then it has no names
 */
export function placeNames(sample: Sample, file: string | undefined, hash: Hash): readonly string[] {
  if (file === undefined) return [];
  const { record, trace, attributes, responses } = sample;
  const place = [file, record, trace, responses === undefined ? "trace" : "pair"];
  const known = attributes.id === undefined ? [questionTexts(sample), answerTexts(sample)] : [attributes.id];
  return known.map((texts, kind) => hash(JSON.stringify([...place, kind, texts])).slice(0, nameLength));
}

/** Digits of a name: every line of the history has one or two. */
const nameLength = 32;
