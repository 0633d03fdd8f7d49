/** Written by `npm run generate` from the files of this room: a dialect is a file. */
import apertus from "./apertus.json";
import cohere from "./cohere.json";
import deepseekV31 from "./deepseek-v3.1.json";
import deepseekV32 from "./deepseek-v3.2.json";
import deepseekV3 from "./deepseek-v3.json";
import deepseekV41 from "./deepseek-v4.1.json";
import deepseekV4 from "./deepseek-v4.json";
import dots from "./dots.json";
import functionTag from "./function-tag.json";
import functiongemma from "./functiongemma.json";
import gemma4 from "./gemma4.json";
import gigachat35 from "./gigachat-3.5.json";
import gigachat3 from "./gigachat-3.json";
import glm45 from "./glm-4.5.json";
import glm47 from "./glm-4.7.json";
import granite3 from "./granite-3.json";
import harmony from "./harmony.json";
import hermes from "./hermes.json";
import hyV3 from "./hy-v3.json";
import inkling from "./inkling.json";
import internlm from "./internlm.json";
import jamba from "./jamba.json";
import k2Horizon from "./k2-horizon.json";
import kimiK2 from "./kimi-k2.json";
import kimiK3 from "./kimi-k3.json";
import lfm2Json from "./lfm2-json.json";
import lfm2 from "./lfm2.json";
import llamaBuiltin from "./llama-builtin.json";
import llamaJson from "./llama-json.json";
import longcat from "./longcat.json";
import minicpm5 from "./minicpm5.json";
import minimaxM2 from "./minimax-m2.json";
import minimaxM3 from "./minimax-m3.json";
import mistralList from "./mistral-list.json";
import mistral from "./mistral.json";
import muse from "./muse.json";
import nemotronNano2 from "./nemotron-nano-2.json";
import olmo3 from "./olmo3.json";
import phi4Mini from "./phi-4-mini.json";
import plamo3 from "./plamo-3.json";
import pythonic from "./pythonic.json";
import qwenXml from "./qwen-xml.json";
import react from "./react.json";
import seedOss from "./seed-oss.json";
import step3 from "./step3.json";
import toolrl from "./toolrl.json";
import xlam from "./xlam.json";

// Each is checked against its type by the tests in test/unit/dialects.
export const data: readonly unknown[] = [
  apertus,
  cohere,
  deepseekV31,
  deepseekV32,
  deepseekV3,
  deepseekV41,
  deepseekV4,
  dots,
  functionTag,
  functiongemma,
  gemma4,
  gigachat35,
  gigachat3,
  glm45,
  glm47,
  granite3,
  harmony,
  hermes,
  hyV3,
  inkling,
  internlm,
  jamba,
  k2Horizon,
  kimiK2,
  kimiK3,
  lfm2Json,
  lfm2,
  llamaBuiltin,
  llamaJson,
  longcat,
  minicpm5,
  minimaxM2,
  minimaxM3,
  mistralList,
  mistral,
  muse,
  nemotronNano2,
  olmo3,
  phi4Mini,
  plamo3,
  pythonic,
  qwenXml,
  react,
  seedOss,
  step3,
  toolrl,
  xlam,
];
