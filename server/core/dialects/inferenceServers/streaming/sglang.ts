import { keyOpen } from "../bodies/pairs";
import { upTo, type Cause } from "./cause";
import * as json from "./sglangJson";
import * as tags from "./sglangTags";

/** SGLang 0.5.23: calls in reasoning run, missing parts are accepted, and broken ones are fixed. */
export const sglangStreaming: Readonly<Record<string, readonly Cause[]>> = {
  hermes: json.hermes,
  "qwen-xml": tags.qwen,
  "glm-4.5": tags.glm((inner) => {
    const line = /\\n|\n/.exec(inner);
    return line === null ? undefined : inner.slice(0, line.index);
  }),
  "glm-4.7": tags.glm((inner) => upTo(inner, keyOpen)),
  "kimi-k2": json.kimi,
  "deepseek-v3": json.deepseekV3,
  "deepseek-v3.1": json.deepseekV31,
  "deepseek-v3.2": tags.deepseekV32,
  "deepseek-v4": [],
  "deepseek-v4.1": [],
  "minimax-m2": tags.minimaxM2,
  gemma4: tags.gemma,
  mistral: json.mistral,
  "mistral-list": json.mistral,
  "llama-json": json.llama,
  pythonic: [],
  harmony: json.harmony,
  lfm2: [tags.lfmTwice],
  cohere: [json.cohereTwice],
  "hy-v3": tags.hunyuan,
  inkling: [json.inklingOpen],
  "kimi-k3": [tags.kimiK3Draft],
  "minimax-m3": tags.minimaxM3,
};
