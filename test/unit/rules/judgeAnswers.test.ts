import { describe, expect, it } from "vitest";
import { fileReading } from "../../../server/core/audit/fileReading";
import { builtInProfiles } from "../../../server/core/profiles/builtIn";
import { inFormNamed, shownProfileName } from "../../../server/core/profiles/verdictForm";
import { readerDisagreement } from "../../../server/core/rules/rewards/reader-disagreement";
import { verdictConflict } from "../../../server/core/rules/verdicts/verdict-conflict";
import { verdictMalformed } from "../../../server/core/rules/verdicts/verdict-malformed";
import { verdictMissing } from "../../../server/core/rules/verdicts/verdict-missing";
import { verdictWrong } from "../../../server/core/rules/verdicts/verdict-wrong";
import { expectFix } from "./fixes";
import { expectFindings, sample } from "./harness";

const profile = "judge";
const all = [readerDisagreement, verdictConflict, verdictMalformed, verdictMissing, verdictWrong];

describe("a judge's answer that official programs read", () => {
  it("is silent where all of them read what is meant", () => {
    for (const text of [
      "B is right throughout.\n\n[[B]]",
      "Both are equal. [[C]]",
      "Feedback: B names its sources. [RESULT] B",
      "My final verdict is: [[B>>A]]",
      "Rating: [[7]]",
      "It holds.\nGRADE: C",
      "The form was never sent.\nNOT SUCCESS",
      "8 6\nThe first is better.",
    ]) {
      for (const rule of all) expectFindings(rule, text, { profile });
    }
  });

  it("tells a verdict that is only weighed and read as one, by whom", () => {
    expectFindings(
      readerDisagreement,
      `
      One could say [[A]], but its second step is wrong.
                    ^^^^^ warning reader-disagreement: RewardBench and MT-bench (FastChat) read A
      [[B]]
      `,
      { profile },
    );
    expectFindings(
      readerDisagreement,
      `
      The first page suggests SUCCESS, but the form was never sent.
                              ^^^^^^^ warning reader-disagreement: takes the first one
      NOT SUCCESS
      `,
      { profile },
    );
  });

  it("tells a verdict that no program finds as malformed, and writes it in the form", () => {
    expectFindings(
      verdictMalformed,
      `
      It meets all points. BOXED[A
                           ^^^^^^^ error verdict-malformed: reads BOXED[TIE]
      `,
      { profile },
    );
    expectFix(verdictMalformed, "It meets all points. BOXED[A", "It meets all points. BOXED[A]", { profile });
    expectFindings(
      verdictMalformed,
      `
      [RESULT] B, as I said.
      ^^^^^^^^^^ error verdict-malformed: is not read where it stands
      `,
      { profile },
    );
  });

  it("tells two verdicts side by side once", () => {
    const text = `
      [[A]] and [[B]]
      ^^^^^^^^^^^^^^^ error verdict-conflict: Leave one
      `;
    expectFindings(verdictConflict, text, { profile });
    expectFindings(readerDisagreement, "[[A]] and [[B]]", { profile });
  });

  it("tells what is missing by the form that the prompt asks for", () => {
    const turns = [{ role: "user", text: 'Write "[[A]]" or "[[B]]".' }] as const;
    expectFindings(
      verdictMissing,
      `
      B is right throughout.
                 ^^^^^^^^^^^ error verdict-missing: RewardBench, MT-bench (FastChat) or Self-Taught Evaluator (RAM) looks for
      `,
      { profile, turns },
    );
    expectFindings(
      verdictMissing,
      `
      B is right throughout.
                 ^^^^^^^^^^^ error verdict-missing: any form that is known
      `,
      { profile },
    );
  });

  it("is held against the gold label, a tie too", () => {
    const attributes = { gold: "A" } as const;
    expectFindings(
      verdictWrong,
      `
      [[B>A]]
      ^^^^^^^ information verdict-wrong: The verdict is B, the gold label A
      `,
      { profile, attributes },
    );
    expectFindings(
      verdictWrong,
      `
      [[C]]
      ^^^^^ information verdict-wrong: a tie
      `,
      { profile, attributes },
    );
    expectFindings(verdictWrong, "[[A>>B]]", { profile, attributes });
    expectFindings(verdictWrong, "GRADE: I", { profile, attributes });
  });
});

describe("a file of judges", () => {
  const file = (...completions: string[]) => completions.map((completion) => sample({ completion }));

  it("is of the profile for judges, in the form that most of its answers show", () => {
    const choice = fileReading(() => file("So: [RESULT] B", "So: [RESULT] A", "Score: 4"), builtInProfiles).profile;
    expect(choice?.profile.readers).toEqual(["prometheus/relative", "rewardbench/prometheus"]);
    expect(shownProfileName(choice!.profile)).toBe("judge");
    // Another thread finds it by its name.
    expect(inFormNamed(choice!.profile.name, builtInProfiles)?.readers).toEqual(choice?.profile.readers);
    expect(inFormNamed("judge/no-such-form", builtInProfiles)).toBeUndefined();
    expect(inFormNamed("toolrl/rating", builtInProfiles)).toBeUndefined();
  });

  it("is of none where nothing shows a verdict, and the files of other profiles stay theirs", () => {
    expect(fileReading(() => file("A or B? Both are good, 7 of 10."), builtInProfiles).profile).toBeUndefined();
    const others = {
      "think-answer": "<think>[[A]] is a matrix.</think><answer>3</answer>",
      "rm-r1-reasoning": "x\n</think>\n\n<answer>[[A]]</answer>",
    };
    for (const [name, text] of Object.entries(others)) {
      expect(fileReading(() => file(text), builtInProfiles).profile?.profile.name).toBe(name);
    }
  });

  it("writes the verdict that is meant in its form, and blames nobody whose prompt asks in other words", () => {
    const turns = [{ role: "user", text: 'End with your verdict as "[[rating]]".' }] as const;
    expectFindings(
      verdictMalformed,
      `
      It is good. Rating: 8
                  ^^^^^^^^^ error verdict-malformed: Write \`[[8]]\`.
      `,
      { profile, turns },
    );
    expectFix(verdictMalformed, "It is good. Rating: 8", "It is good. [[8]]", { profile, turns });
    const inWords = [{ role: "user", text: 'Rate it from 1 to 10 in a last line "Rating: 8".' }] as const;
    for (const text of ["It is good. Rating: 8", "**Rating: 8**", "The rating is 8."]) {
      for (const rule of all) expectFindings(rule, text, { profile, turns: inWords });
    }
  });
});
