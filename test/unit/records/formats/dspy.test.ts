import { describeFormat } from "./describeFormat";

describeFormat("dspy.json", "dspy", "array", [{ id: "u", model: "m", turns: ["prompt: 1+1?"], completion: "2" }]);
