import { describe, it } from "vitest";
import { taskType } from "../../../server/core/rules/verdicts/task-type";
import { expectFix, expectNoFix } from "./fixes";
import { expectFindings } from "./harness";

const profile = "rm-r1";

describe("task-type", () => {
  it("marks the first word where no type is declared", () => {
    expectFindings(
      taskType,
      `
      <rubric>
      ^^^^^^^^ error task-type: No <type>
      1. Accuracy (100%)
      </rubric>
      `,
      { profile },
    );
  });

  it("marks a type that no judge knows, and an empty one", () => {
    expectFindings(
      taskType,
      `
      <type>Maths</type>
            ^^^^^ error task-type: Chat or Reasoning
      `,
      { profile },
    );
    expectFindings(
      taskType,
      `
      <type></type>
      ^^^^^^^^^^^^^ error task-type: is empty
      `,
      { profile },
    );
  });

  it("warns where the tags contradict the type", () => {
    expectFindings(
      taskType,
      `
      <type>Chat</type>
            ^^^^ warning task-type: <solution> belongs to Reasoning
      <solution>4</solution>
      `,
      { profile },
    );
    expectFindings(
      taskType,
      `
      <type>Reasoning</type>
            ^^^^^^^^^ warning task-type: <rubric> belongs to Chat
      <rubric>1. A (100%)</rubric>
      `,
      { profile },
    );
  });

  it("stays silent on either type with its own tags, and where the profile has no types", () => {
    expectFindings(taskType, "<type>Chat</type>\n<rubric>1. A (100%)</rubric>", { profile });
    expectFindings(taskType, "<type> reasoning </type>\n<solution>4</solution>", { profile });
    expectFindings(taskType, "I think so.\n</think>\n<answer>[[A]]</answer>", { profile: "rm-r1-reasoning" });
  });

  const rest = "<eval>\nB is right.\n</eval>\n\n<answer>[[B]]</answer>";
  const rubric = `<rubric>\n1. Accuracy (100%): Is it true?\n\n<justify>\nIt has to be.\n</justify>\n</rubric>\n\n${rest}`;
  const solution = `<solution>\n4\n</solution>\n\n${rest}`;

  it("declares the type that the tags say", () => {
    const options = { profile, safe: false };
    expectFix(taskType, rubric, `<type>Chat</type>\n\n${rubric}`, options);
    expectFix(taskType, `\n${solution}`, `\n<type>Reasoning</type>\n\n${solution}`, options);
    expectFix(taskType, `<type>Maths</type>\n\n${solution}`, `<type>Reasoning</type>\n\n${solution}`, options);
    expectFix(taskType, `<type>Chat</type>\n\n${solution}`, `<type>Reasoning</type>\n\n${solution}`, options);
    expectFix(taskType, `<type></type>\n\n${rubric}`, `<type>Chat</type>\n\n${rubric}`, options);
  });

  it("declares none where the tags say both or nothing", () => {
    expectNoFix(taskType, rest, { profile });
    expectNoFix(taskType, `<type>Maths</type>\n\n${rest}`, { profile });
    expectNoFix(taskType, rubric.replace(rest, solution), { profile });
  });
});
