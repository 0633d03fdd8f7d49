/** What tests of judging do in the window: pairs to judge, the lens above them, the questions of the set-up. */
import type { Locator } from "playwright-core";
import { verdict } from "../../support/modelServer";
import type { Workbench } from "./workbench";

/** A pair that a judge has judged. The good answer is A. */
export const judgedPair = (id: string, own: string): string => `@sample id=${id} profile=rm-r1
@user
Where is ${id}?
@completion
${verdict(own)}
@response_a
The good answer about ${id}.
@response_b
The bad answer about ${id}.
`;

/** A judge that knows: the good answer, wherever it stands. */
export const rightly = (prompt: string): string => verdict(prompt.indexOf("good") < prompt.indexOf("bad") ? "A" : "B");

export const lens = ({ page }: Workbench, text: string | RegExp): Locator =>
  page.locator(".codelens-decoration a", { hasText: text });

/** Answers the question that stands in the quick input. */
export async function enter({ page }: Workbench, title: string, text?: string): Promise<void> {
  const box = page.locator(".quick-input-widget", { hasText: title });
  await box.waitFor();
  if (text !== undefined) await box.locator("input").first().fill(text);
  await page.keyboard.press("Enter");
}
