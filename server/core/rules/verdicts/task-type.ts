import type { Judgement } from "../../facts/judgement";
import { tagText } from "../../model/trace";
import { textOf } from "../../text/span";
import { traceRule } from "../rule";

export const taskType = traceRule({
  id: "task-type",
  summary: "A judge's trace whose task type is missing, unknown, or against its tags.",
  severity: "error",
  ofJudges: true,
  severities: "error, warning where the tags contradict it",
  check({ facts, part, trace, report }) {
    const judgement = facts.judgement(part);
    const tag = judgement?.tag("task-type");
    if (judgement === undefined || tag === undefined || judgement.types.length === 0) return;
    const { type, types, typeBlock } = judgement;
    const opener = tagText("opener", tag);
    const asked = types.map((one) => declared(tag, one)).join(" or ");
    if (typeBlock === undefined) {
      const start = Math.max(0, part.text.search(/\S/));
      const length = /^\S{1,80}/.exec(part.text.slice(start, start + 80))?.[0].length ?? 0;
      report({
        span: { start, end: start + length },
        message: `No ${opener} declares the kind of task: it decides whether ${due(judgement)} is due. Begin with ${asked}.`,
      });
    } else if (type === undefined) {
      const written = textOf(trace.text, typeBlock.content).trim();
      const known = written === "" ? `This ${opener} is empty` : "This is not a task type";
      report({
        span: typeBlock.content.end > typeBlock.content.start ? typeBlock.content : typeBlock.span,
        message: `${known}: a judge's task is ${types.join(" or ")}. Write ${asked}.`,
      });
    } else {
      const [foreign] = judgement.dueElsewhere(type);
      if (foreign === undefined) return;
      const { block, type: other } = foreign;
      const stands = tagText("opener", block.name);
      report({
        span: typeBlock.content,
        severity: "warning",
        message: `The type is ${type}, but ${stands} belongs to ${other} tasks: one of the two is wrong. Correct the type, or write what a ${type} task asks for.`,
        related: [{ part, span: block.open?.span ?? block.span, message: `${stands} stands here.` }],
      });
    }
  },
  fixes({ part }, { facts, profile }) {
    const judgement = facts.judgement(part);
    const tag = judgement?.tag("task-type");
    const right = judgement && typeByTags(judgement);
    if (judgement === undefined || tag === undefined || right === undefined) return [];
    const { typeBlock } = judgement;
    const written = declared(tag, right);
    const start = Math.max(0, part.text.search(/\S/));
    const edit =
      typeBlock === undefined
        ? { part, span: { start, end: start }, text: written + profile.separator.text }
        : { part, span: typeBlock.content, text: right };
    return [{ title: `Declare ${written}`, safe: false, edits: [edit] }];
  },
});

function declared(tag: string, type: string): string {
  return tagText("opener", tag) + type + tagText("closer", tag);
}

/** What the types require: "a rubric or a solution". */
function due({ types, dueRoles }: Judgement): string {
  return types.map((type) => dueRoles(type).join(" and ")).join(" or ");
}

/** The only type whose tags the trace has. */
function typeByTags({ types, dueBlocks }: Judgement): string | undefined {
  const [only, ...others] = types.filter((type) => dueBlocks(type).length > 0);
  return others.length === 0 ? only : undefined;
}
