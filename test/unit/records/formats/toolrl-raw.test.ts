import { describeFormat } from "./describeFormat";
import { trace } from "./texts";

describeFormat("toolrl-raw.json", "toolrl-raw", "array", [
  {
    turns: [
      "system: You call tools.\n1. Name: get_weather\nDescription: d\nParameters: {}",
      "user: <user> Weather? </user>",
    ],
    completion: trace,
  },
  { turns: ["system: You call tools."], completion: "<think> Hello. </think>\n<response> Hi. </response>" },
]);
