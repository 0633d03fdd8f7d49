import { describe, it } from "vitest";
import { escapedTags } from "../../../server/core/rules/template/escaped-tags";
import { expectFix } from "./fixes";
import { expectFindings } from "./harness";

describe("escaped-tags", () => {
  it("tells tags that are written as HTML, once", () => {
    expectFindings(
      escapedTags,
      `
      &lt;think&gt; Two and one. &lt;/think&gt; &lt;answer&gt;3&lt;/answer&gt;
      ^^^^^^^^^^^^^ error escaped-tags: readers look for <think>
      `,
      { profile: "think-answer" },
    );
  });

  it("stays silent where escapes are spoken of, or belong to code", () => {
    const profile = "think-answer";
    expectFindings(escapedTags, "<think>\nWrite &lt;think&gt; and &lt;/think&gt; so.\n</think>", { profile });
    expectFindings(escapedTags, "In HTML, &lt;div&gt;…&lt;/div&gt; shows a tag.", { profile });
  });

  it("takes the escapes away", () => {
    expectFix(
      escapedTags,
      "&lt;think&gt;\nTwo and one.\n&lt;/think&gt;\n&lt;answer&gt;3&lt;/answer&gt;",
      "<think>\nTwo and one.\n</think>\n<answer>3</answer>",
      { profile: "think-answer", safe: false },
    );
  });
});
