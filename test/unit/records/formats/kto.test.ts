import { describeFormat } from "./describeFormat";

describeFormat("kto.jsonl", "kto", "jsonl", [
  { components: { label: 1 }, turns: ["prompt: 1+1?"], completion: "2" },
  { components: { label: 0 }, turns: ["user: 2+2?"], completion: "5" },
]);

describeFormat("kto-columns.json", "kto", "columns", [
  { components: { label: 1 }, turns: ["prompt: 1+1?"], completion: "2" },
  { components: { label: 0 }, turns: ["prompt: 2+2?"], completion: "5" },
]);
