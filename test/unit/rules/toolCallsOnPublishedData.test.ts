import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../../server/core/model/finding";
import { duplicateKey } from "../../../server/core/rules/calls/duplicate-key";
import { missingParameter } from "../../../server/core/rules/calls/missing-parameter";
import { parameterType } from "../../../server/core/rules/calls/parameter-type";
import { toolCallJson } from "../../../server/core/rules/calls/tool-call-json";
import { toolCallLayout } from "../../../server/core/rules/calls/tool-call-layout";
import { toolCallName } from "../../../server/core/rules/calls/tool-call-name";
import { toolCallParameters } from "../../../server/core/rules/calls/tool-call-parameters";
import { unknownParameter } from "../../../server/core/rules/calls/unknown-parameter";
import { unknownTool } from "../../../server/core/rules/calls/unknown-tool";
import { audit, profileNamed, sample } from "./harness";

const file = resolve(__dirname, "../../../../shared/data/toolrl/sft.jsonl");
const rules = [
  toolCallJson,
  toolCallLayout,
  toolCallName,
  toolCallParameters,
  duplicateKey,
  unknownTool,
  unknownParameter,
  missingParameter,
  parameterType,
];

describe.skipIf(!existsSync(file))(
  `tool-call rules on ToolRL's published data (skipped where ${file} is missing)`,
  () => {
    const records = (): { instruction: string; input: string; output: string }[] =>
      readFileSync(file, "utf8")
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line) as { instruction: string; input: string; output: string });

    const findings = (groundTruth: boolean): readonly (readonly [number, Finding])[] =>
      records().flatMap(({ instruction, input, output }, i) => {
        const turns = [
          { role: "system" as const, text: instruction },
          { role: "user" as const, text: input },
        ];
        const texts = groundTruth ? { completion: output, groundTruth: output } : { completion: output };
        const found = audit(rules, sample({ ...texts, turns }), profileNamed("toolrl"));
        return found.map((finding) => [i, finding] as const);
      });

    it("gives no error on any of its well-formed records, with and without a ground truth", () => {
      const errors = (found: readonly (readonly [number, Finding])[]): string[] =>
        found.filter(([, { severity }]) => severity === "error").map(([i, f]) => `${i} ${f.rule}: ${f.message}`);
      expect(errors(findings(false))).toEqual([]);
      expect(errors(findings(true))).toEqual([]);
    });

    // Read by hand: numbers and objects given as text, and calls that a splitter at commas had torn apart.
    it("warns where a published call does not fit its tool", () => {
      const counts: Record<string, number> = {};
      for (const [, { rule }] of findings(false)) counts[rule] = (counts[rule] ?? 0) + 1;
      expect(counts).toEqual({ "parameter-type": 49, "unknown-parameter": 7, "unknown-tool": 2 });
    });
  },
);
