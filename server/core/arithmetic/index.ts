export { calculationsIn, type Calculation } from "./calculations";
export { isUnclear } from "./doubt";
export { shownValue, statedAnew } from "./words";
