import { describeFormat } from "./describeFormat";

const asked = (a: string, b: string): string =>
  `user: [User Question]\nName a lake.\n\n[The Start of Assistant A's Answer]\n${a}\n[The End of Assistant A's Answer]\n\n[The Start of Assistant B's Answer]\n${b}\n[The End of Assistant B's Answer]`;
const rated =
  "user: [Question]\nName a lake.\n\n[The Start of Assistant's Answer]\nInari.\n[The End of Assistant's Answer]";
const judge = { model: "gpt-4" };

describeFormat("mt-bench-judgments.jsonl", "mt-bench-judgments", "jsonl", [
  {
    ...{ ...judge, id: "81", turns: [asked("Inari.", "Oslo.")], a: "Inari.", b: "Oslo." },
    completion: "Oslo is no lake. [[A]]",
  },
  {
    ...{ ...judge, id: "81", turns: [asked("Oslo.", "Inari.")], a: "Oslo.", b: "Inari." },
    completion: "Oslo is no lake. [[B]]",
  },
  { ...judge, id: "82", turns: [rated], completion: "Right. Rating: [[9]]" },
  // The second game was not played.
  { ...judge, id: "83", turns: [asked("a", "b")], a: "a", b: "b", completion: "I cannot tell." },
]);
