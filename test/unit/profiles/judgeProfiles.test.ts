/** Judge traces are known for what they are, and do not draw the traces of other profiles. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { builtInProfiles } from "../../../server/core/profiles/builtIn";
import { chooseProfile } from "../../../server/core/profiles/choose";
import { sample } from "../rules/harness";

function chosen(completion: string, prompt?: string): string | undefined {
  const turns = prompt === undefined ? [] : [{ role: "user" as const, text: prompt }];
  return chooseProfile([sample({ completion, turns })], builtInProfiles)?.profile.name;
}

/** The completions of an example file. */
function completions(file: string): string[] {
  return readFileSync(`examples/${file}`, "utf8")
    .split(/^@completion\n/m)
    .slice(1)
    .map((text) => text.split(/^@[a-z]/m)[0] ?? "");
}

const judgePrompt =
  "[Client Question]\nWhat is 2 + 2?\n\n[The Start of Chatbot A's Response]\n4\n[The End of Chatbot A's Response]\n\n[The Start of Chatbot B's Response]\n5\n[The End of Chatbot B's Response]";

describe("the profile of a judge trace", () => {
  it.each(["good", "rubric-shapes", "verdicts", "rubrics", "quotes", "tags", "task-type"])(
    "is rm-r1 for each of examples/judge/%s.trace",
    (name) => {
      for (const completion of completions(`judge/${name}.trace`)) expect(chosen(completion), completion).toBe("rm-r1");
    },
  );

  it("is rm-r1-reasoning for reasoning models, with and without their prompt", () => {
    for (const completion of completions("judge/reasoning-model.trace")) {
      expect(chosen(completion)).toBe("rm-r1-reasoning");
      expect(chosen(completion, judgePrompt)).toBe("rm-r1-reasoning");
    }
  });

  it("is told from the prompt where the trace was cut off", () => {
    expect(chosen("I wonder.\n</think>\nA is", judgePrompt)).toBe("rm-r1-reasoning");
    expect(chosen("<type>Chat</type>\n\n<rubric>\n1. Accu", judgePrompt)).toBe("rm-r1");
  });

  it("draws no agent's trace and no reasoner's", () => {
    for (const file of ["good.trace", "broken.trace", "hermes.trace", "think-answer.trace"]) {
      for (const completion of completions(file)) expect(chosen(completion) ?? "").not.toMatch(/^rm-r1/);
    }
    expect(chosen("I think.\n</think>\nFour.")).toBe("think-answer");
    expect(chosen("I think.\n</think>\n<answer>4</answer>")).toBe("think-answer");
    expect(chosen("Use the <type> element.")).not.toBe("rm-r1-reasoning");
  });
});
