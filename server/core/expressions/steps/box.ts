import { boxes } from "../boxes";
import { each, type StepKind } from "../builder";
import { rewritten, partOf } from "../scored";

export const box: StepKind = {
  key: "box",
  means: "the content of the \\boxed{…} that the reward's code takes",
  build(json, path, builder) {
    const name = builder.oneOf(json.box, Object.keys(boxes) as (keyof typeof boxes)[], `${path}.box`);
    const find = boxes[name];
    return each((text) => {
      const span = find(text.text);
      if (span === undefined) return undefined;
      return text.exact ? partOf(text, span.start, span.end) : rewritten(text, text.text.slice(span.start, span.end));
    });
  },
};
