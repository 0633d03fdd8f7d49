import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AuditedFile, type AuditedSample } from "../../../server/core/audit/auditedFile";
import { formatFile } from "../../../server/core/formatting/formatFile";
import { toolrlVariants } from "../../../server/core/rewards/toolrl";
import { traceFileFormat } from "../../../server/core/records/traceFile/traceFileFormat";
import { isFailure, rewardOf } from "../../../server/core/rewards";
import { applyEdits } from "../../../server/core/text/edits";
import { mutate } from "../../fuzz/mutators";
import { seeds } from "../../fuzz/seeds";
import { wellFormedTraces } from "../../fuzz/wellFormed";
import { Random } from "../../support/random";
import { strictAuditor } from "../../support/strictAuditor";

const auditor = strictAuditor();

function fileOf(text: string, like?: AuditedFile): AuditedFile {
  return new AuditedFile(auditor, traceFileFormat, text, like?.profile);
}

function formatted(file: AuditedFile): string {
  const work = formatFile(file);
  for (;;) {
    const step = work.next();
    if (step.done === true) return applyEdits(file.text, step.value);
  }
}

/** A sample of a profile with this completion. */
function sample(profile: string, completion: string, more = ""): string {
  return `@sample profile=${profile}\n@completion\n${completion}\n${more}`;
}

function completionOf(profile: string, completion: string): string {
  const file = fileOf(formatted(fileOf(sample(profile, completion))));
  return file.records[0]?.samples[0]?.sample.completion.text ?? "";
}

/** Everything that is earned and read, for every variant and reader. */
function earnings({ facts }: AuditedSample): unknown {
  const rewards = toolrlVariants.flatMap((variant) =>
    (["train", "eval"] as const).map((reader) => {
      const reward = rewardOf(facts, { variant, reader });
      return reward === undefined ? null : isFailure(reward) ? reward.error.code : reward.total;
    }),
  );
  const readings = facts.judgement(facts.sample.completion)?.readings;
  return [rewards, Object.values(readings ?? {}).map(({ verdict, failure }) => verdict ?? failure)];
}

const samplesOf = (file: AuditedFile): AuditedSample[] => file.records.flatMap(({ samples }) => samples);

/** The laws of formatting, for any file. */
function checkLaws(text: string): void {
  const before = fileOf(text);
  const once = formatted(before);
  const after = fileOf(once, before);
  expect(samplesOf(after).map(earnings)).toEqual(samplesOf(before).map(earnings));
  expect(formatted(fileOf(once, before))).toBe(once);
  // Nothing but white space comes or goes.
  expect(once.replace(/\s+/g, "")).toBe(text.replace(/\s+/g, ""));
  for (const [i, { sample }] of samplesOf(after).entries()) {
    expect(sample.groundTruth?.text).toBe(samplesOf(before)[i]?.sample.groundTruth?.text);
  }
}

describe("formatting a trace", () => {
  it("spaces the calls as json.dumps does, one by one, and leaves broken ones", () => {
    const trace = (...calls: string[]): string => `<think> a </think>\n<tool_call>\n${calls.join("\n")}\n</tool_call>`;
    const loose = '{"name":"a" ,"parameters":{"x":1.50,"y":"é , \\u00e9"}}';
    const tight = '{"name": "a", "parameters": {"x": 1.50, "y": "é , \\u00e9"}}';
    const broken = "{'name':'b','parameters':{}}";
    expect(completionOf("toolrl", trace(loose, broken, loose))).toBe(trace(tight, broken, tight));
  });

  it("puts a call on one line where its block is read as one, and leaves it where each line is read as a call", () => {
    const call = '{\n  "name": "a",\n  "arguments": {"x": 1}\n}';
    const block = (inner: string): string => `<think>\na\n</think>\n<tool_call>\n${inner}\n</tool_call>`;
    expect(completionOf("hermes", block(call))).toBe(block('{"name": "a", "arguments": {"x": 1}}'));
    expect(completionOf("toolrl", block(call))).toBe(block(call));
  });

  it("puts between blocks what the profile wants, where no reward depends on it", () => {
    expect(completionOf("search-agent", "<think> a </think>  <search> b </search>\n\n\n<think> c </think>")).toBe(
      "<think> a </think>\n<search> b </search>\n<think> c </think>",
    );
    // Here the format reward does: that is block-separator's.
    const toolrl = "<think> a </think>\n\n<response> b </response>";
    expect(completionOf("toolrl", toolrl)).toBe(toolrl);
    expect(completionOf("rm-r1", "<type>Chat</type>\n<eval>e</eval> x <answer>[[A]]</answer>")).toBe(
      "<type>Chat</type>\n\n<eval>e</eval> x <answer>[[A]]</answer>",
    );
  });

  it("moves no verdict out of the characters that a reader looks at, nor into them", () => {
    const verdict = "<answer>[[A]]</answer>";
    // Six blank lines less before the tail would bring the verdict into the reader's last 80 characters.
    const tail = `<solution>${"x".repeat(40)}</solution>`;
    const far = `<type>Reasoning</type>\n\n${verdict}${"\n".repeat(40)}${tail}`;
    expect(completionOf("rm-r1", far)).toBe(far);
  });

  it("keeps the document's line ends, and the escapes of its headers", () => {
    const text = sample("search-agent", "<think> a\n@@user\n</think>\n\n<search> b </search>").replaceAll("\n", "\r\n");
    expect(formatted(fileOf(text))).toBe(text.replace("</think>\r\n\r\n", "</think>\r\n"));
  });

  it("leaves a ground truth alone, also where it stands for a trace", () => {
    const loose = '<think> a </think>\n<tool_call>\n{"name":"a","parameters":{}}\n</tool_call>';
    const text = `@sample profile=toolrl\n@ground_truth\n${loose}\n`;
    expect(formatted(fileOf(text))).toBe(text);
  });
});

describe("formatting", () => {
  const completion = fc.oneof(
    fc.constantFrom(...seeds.map(({ trace }) => trace), ...wellFormedTraces),
    fc
      .tuple(fc.constantFrom(...seeds.map(({ trace }) => trace), ...wellFormedTraces), fc.nat())
      .map(([trace, seed]) => mutate(trace, new Random(seed))),
  );
  /** White space where JSON and blocks may have it. */
  const loosened = fc.tuple(completion, fc.nat()).map(([trace, seed]) => {
    const random = new Random(seed);
    return trace.replace(/[,:{}[\]]|\n(?=<)/g, (mark) =>
      random.chance(0.3) ? mark + random.pick([" ", "\t", "  ", "\n"]) : mark,
    );
  });
  const profile = fc.constantFrom(...new Set(seeds.map((seed) => seed.profile)));

  it("changes no reward, no verdict and nothing but white space, and twice is once: on every trace, broken ones too", () => {
    fc.assert(
      fc.property(profile, loosened, fc.constantFrom(...wellFormedTraces), (name, trace, truth) => {
        const escaped = trace.replace(/^@/gm, "@@");
        checkLaws(sample(name, escaped, `@ground_truth\n${truth}\n`).replace("@sample", "@sample gold=A step=60"));
      }),
      { numRuns: 200 },
    );
  }, 60_000);
});
