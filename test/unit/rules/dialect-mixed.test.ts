import { describe, it } from "vitest";
import { dialectMixed } from "../../../server/core/rules/calls/dialect-mixed";
import { neutralProfile } from "../../../server/core/profiles/neutral";
import { expectFix } from "./fixes";
import { expectFindings } from "./harness";

describe("dialect-mixed", () => {
  const call = "<tool_call>\n<function=find>\n<parameter=pattern>\n*.txt\n</parameter>\n</function>\n</tool_call>";
  const other = '<tool_call>\n{"name": "find", "arguments": {"pattern": "*.md"}}\n</tool_call>';
  const profile = neutralProfile("qwen-xml");

  it("tells a call in another dialect, and writes it in the file's", () => {
    expectFix(dialectMixed, `${call}\n${other}`, `${call}\n${call.replace("*.txt", "*.md")}`, { profile });
  });

  it("stays silent where all are of one", () => {
    expectFindings(dialectMixed, `${call}\n${call}`, { profile });
  });
});
