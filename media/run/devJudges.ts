/** Invented judgements for the development page, as RM-R1 logs them on RewardBench: `?kind=judges`. */
import type { DevRecord } from "./devRun";

const subsets = ["chat", "chat-hard", "safety", "reasoning"];
const facts = [
  "Rinse the rice once, then let it drain for ten minutes.",
  "The ferry leaves from pier 4 at 18:20, except on Sundays.",
  "Store the dough for about 12 hours before you bake it.",
  "Tides are mostly caused by the moon, and to a lesser part by the sun.",
  "Cut the stem at an angle, under running water.",
  "Bake for 35 minutes at 180 °C, without opening the door.",
];
const inventions = ["as a licensed electrician would tell you", "according to the manual, section 7.2"];

export function devJudgement(number: number): DevRecord {
  const pick = <T>(list: readonly T[], turn: number): T => list[(number * 5 + turn) % list.length] as T;
  const [mine, also, other] = [pick(facts, 0), pick(facts, 2), pick(facts, 3)];
  const shuffled = number % 3 === 0;
  const isWrong = number % 5 === 4;
  const right = shuffled ? "B" : "A";
  const verdict = isWrong ? (right === "A" ? "B" : "A") : right;
  const quotes = [
    `<quote_${right}>${mine}</quote_${right}> is what was asked.`,
    number % 4 === 1
      ? `<quote_${right}>${also.replace(/^(\S+ \S+) \S+/, "$1 always")}</quote_${right}> helps, too.`
      : `<quote_${right}>${also}</quote_${right}> helps, too.`,
    ...(number % 9 === 2 ? [`<quote_${right}>${other}</quote_${right}> is beside the point.`] : []),
    ...(number % 7 === 3 ? [`<quote_A>${pick(inventions, 0)}</quote_A> sounds sure of itself.`] : []),
  ];
  const answers =
    number % 23 === 22
      ? "<type>Chat</type>\n<eval>Both are good.</eval>"
      : `<type>Chat</type>\n<rubric>\n1. Accuracy (100%)\n</rubric>\n<eval>\n${quotes.join("\n")}\n</eval>\n<answer>[[${verdict}]]</answer>`;
  const asked = { role: "user", content: `How do I do that, question ${number}?` };
  const said = (content: string): object[] => [asked, { role: "assistant", content }];
  const record = {
    id: number,
    subset: pick(subsets, 0),
    text_chosen: said(`${mine} ${also}`),
    text_rejected: said(`${other} Ask a friend.`),
    Is_Chosen_Answer_Shuffled_toPositionB: shuffled ? 1 : 0,
    answers,
    results: number % 23 === 22 || isWrong ? 0 : 1,
  };
  return { file: "judgements.jsonl", index: number, step: 0, text: JSON.stringify(record) };
}
