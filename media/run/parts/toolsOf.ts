import type { FigureTools } from "../../shared/figureTools";
import type { Actions } from "./actions";

/** The tools of a figure with these numbers. */
export type ToolsOf = (data: FigureTools["data"]) => FigureTools;

export function toolsOf(actions: Pick<Actions, "save" | "fail">): ToolsOf {
  return (data) => ({
    data,
    save: (title, content) => actions.save(title, content),
    fail: (error) => actions.fail(error),
  });
}
