import type { BodyKind } from "../dialect";
import type { Body } from "../reading";
import { braces } from "./braces";
import { jsonArgumentsBody } from "./jsonArguments";
import { jsonCall } from "./jsonCall";
import { lines } from "./lines";
import { pythonic } from "./pythonic";
import { xmlParameters } from "./xmlParameters";
import { xmlTree } from "./xmlTree";

/** The body kinds: how arguments are written. */
export const bodies: Readonly<Record<BodyKind, Body>> = {
  "json-call": jsonCall,
  "json-arguments": jsonArgumentsBody,
  "xml-parameters": xmlParameters,
  "xml-tree": xmlTree,
  braces,
  pythonic,
  lines,
};
