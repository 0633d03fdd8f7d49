import { parseBounded } from "../../json/parseBounded";
import type { Scored } from "../../expressions/scored";
import type { Part, Sample } from "../../model/sample";

/**
 * What a reward's own code sees of a sample. What the record does not say is absent, and whatever needs it is
 * undecided.
 *
 * @param numbersAsText a ground truth that is a number is read as its text, as a run may have done whose recorded
 * rewards agree with that
 */
export function scoredSample(sample: Sample, numbersAsText = false): Scored {
  const { completion, groundTruth, rollout } = sample;
  const whole = wholeOf(sample);
  return {
    completion: scoredPart(sample).text,
    ...(rollout === undefined ? {} : { turns: rollout.turns }),
    ...(whole === undefined ? {} : { whole }),
    ...(groundTruth === undefined || groundTruth === completion
      ? {}
      : groundTruth.isNumber && !numbersAsText
        ? { truthIsNumber: true }
        : truthOf(groundTruth.text)),
  };
}

/** The text that the reward's own code was given: of an agent loop that was dumped as one text, all of it. */
export function scoredPart({ completion, rollout }: Sample): Part {
  return rollout?.text ?? completion;
}

/** Prompt and completion as decoded are known only if the prompt is one text that already has its chat template. */
function wholeOf(sample: Sample): string | undefined {
  const { turns } = sample;
  const [first, ...others] = turns;
  const prompt = first?.decoded ?? (first?.role === "prompt" && others.length === 0 ? first.part : undefined);
  if (prompt === undefined) return undefined;
  const { text } = prompt;
  return /<\|im_start\|>assistant|<\|start_header_id\|>assistant|Assistant:/.test(text)
    ? text + scoredPart(sample).text
    : undefined;
}

/**
 * In a list any member is accepted. An object's `target` counts as one (Search-R1); the object as a whole is for
 * graders that take data.
 */
function truthOf(text: string): Pick<Scored, "truth" | "truthData"> {
  const data = /^\s*[[{]/.test(text) ? parsed(text) : undefined;
  if (Array.isArray(data)) {
    const members = data.filter((each): each is string => typeof each === "string");
    return members.length === data.length && members.length > 0 ? { truth: members } : { truth: [text] };
  }
  if (typeof data !== "object" || data === null) return { truth: [text] };
  const target: unknown = "target" in data ? data.target : undefined;
  const targets = (Array.isArray(target) ? target : [target]).filter(
    (each): each is string => typeof each === "string",
  );
  return { truth: targets.length > 0 ? targets : [text], truthData: data };
}

function parsed(text: string): unknown {
  try {
    return parseBounded(text);
  } catch {
    return undefined;
  }
}
