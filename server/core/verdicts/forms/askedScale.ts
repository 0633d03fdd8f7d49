/** The numbers between which a prompt wants a score, both included. */
export interface Scale {
  readonly least: number;
  readonly most: number;
}

const range = /\b(?:scale|range|from|between)\b[^\n\d]{0,20}(\d{1,3}) ?(?:to|-|–|and) ?(\d{1,3})\b/gi;
const speaksOfScores = /\b(?:rat(?:e|es|ing|ings)|scor(?:e|es|ing)|scale)\b/i;
const wordsBefore = 120;

/** The scale of scores that a prompt asks for; undefined if it asks for none, or speaks of two. */
export function askedScale(prompt: string): Scale | undefined {
  const found = new Map<string, Scale>();
  for (const { 0: text, 1: least, 2: most, index } of prompt.matchAll(range)) {
    const line = prompt.slice(Math.max(0, index - wordsBefore), index + text.length);
    const scale = { least: Number(least), most: Number(most) };
    if (scale.least < scale.most && speaksOfScores.test(line.slice(line.lastIndexOf("\n") + 1)))
      found.set(`${scale.least} ${scale.most}`, scale);
  }
  const [only, ...others] = found.values();
  return others.length === 0 ? only : undefined;
}

/** The scores of a label that lie outside a scale. */
export function outside(label: string, { least, most }: Scale): readonly number[] {
  return numbersIn(label).filter((score) => score < least || score > most);
}

/** The numbers that a label holds: `8, 6` has two. */
export function numbersIn(label: string): readonly number[] {
  return Array.from(label.matchAll(/-?\d+(?:\.\d+)?/g), ([number]) => Number(number));
}
