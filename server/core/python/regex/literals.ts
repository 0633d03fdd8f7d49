import type { RegexNode } from "./syntax";

/** The literal texts that every match holds in this order: what stands between a pattern's repetitions and branches. */
export function literalsOf(body: RegexNode): readonly string[] {
  const found: string[] = [];
  let run = "";
  const end = (): void => {
    if (run !== "") found.push(run);
    run = "";
  };
  const visit = (node: RegexNode): void => {
    switch (node.type) {
      case "character":
        if (node.literal === undefined) end();
        else run += String.fromCodePoint(node.literal);
        break;
      case "sequence":
        node.items.forEach(visit);
        break;
      case "group":
        visit(node.body);
        break;
      case "repeat":
      case "branch":
        end();
        break;
      default:
        break;
    }
  };
  visit(body);
  end();
  return found;
}
