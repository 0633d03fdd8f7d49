import { describeFormat } from "./describeFormat";

describeFormat("tokens.jsonl", "tokens", "jsonl", [], ["token-ids"]);
