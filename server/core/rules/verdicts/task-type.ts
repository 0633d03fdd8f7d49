import type { TaskType } from "../../facts/judgement";
import { blocksNamed, tagText, type Trace } from "../../model/trace";
import { textOf } from "../../text/span";
import { traceRule } from "../shared/rule";

/** The tag that only traces of the other type have. */
const foreignTag: Readonly<Record<TaskType, string>> = { Chat: "solution", Reasoning: "rubric" };

export const taskType = traceRule({
  id: "task-type",
  summary: "A judge's trace whose task type is missing, unknown, or against its tags.",
  severity: "error",
  severities: "error, warning where the tags contradict it",
  check({ facts, part, profile, trace, report }) {
    const judgement = facts.judgement(part);
    if (judgement === undefined || profile.tags["type"] === undefined) return;
    const { type, typeBlock } = judgement;
    if (typeBlock === undefined) {
      const start = Math.max(0, part.text.search(/\S/));
      const length = /^\S{1,80}/.exec(part.text.slice(start, start + 80))?.[0].length ?? 0;
      report({
        span: { start, end: start + length },
        message: `No <type> declares the kind of task: it decides whether a rubric or a solution is due. Begin with ${asked}.`,
      });
    } else if (type === undefined) {
      const written = textOf(trace.text, typeBlock.content).trim();
      const known = written === "" ? "This <type> is empty" : "This is not a task type";
      report({
        span: typeBlock.content.end > typeBlock.content.start ? typeBlock.content : typeBlock.span,
        message: `${known}: a judge's task is Chat or Reasoning. Write ${asked}.`,
      });
    } else {
      const foreign = blocksNamed(trace, foreignTag[type])[0];
      if (foreign === undefined) return;
      const other = type === "Chat" ? "Reasoning" : "Chat";
      const opener = tagText("opener", foreign.name);
      report({
        span: typeBlock.content,
        severity: "warning",
        message: `The type is ${type}, but ${opener} belongs to ${other} tasks: one of the two is wrong. Correct the type, or write what a ${type} task asks for.`,
        related: [{ part, span: foreign.open?.span ?? foreign.span, message: `${opener} stands here.` }],
      });
    }
  },
  fixes({ part }, { facts, profile }) {
    const judgement = facts.judgement(part);
    const right = judgement && typeByTags(judgement.trace);
    if (judgement === undefined || right === undefined) return [];
    const { typeBlock } = judgement;
    const written = `${tagText("opener", "type")}${right}${tagText("closer", "type")}`;
    const start = Math.max(0, part.text.search(/\S/));
    const edit =
      typeBlock === undefined
        ? { part, span: { start, end: start }, text: written + profile.separator.text }
        : { part, span: typeBlock.content, text: right };
    return [{ title: `Declare ${written}`, safe: false, edits: [edit] }];
  },
});

/** The type whose tag the trace has, and not the other's. */
function typeByTags(trace: Trace): TaskType | undefined {
  const [rubric, solution] = ["rubric", "solution"].map((name) => blocksNamed(trace, name).length > 0);
  return rubric === solution ? undefined : rubric === true ? "Chat" : "Reasoning";
}

const asked = "<type>Chat</type> or <type>Reasoning</type>";
