import { buildVerdict } from "../../expressions/build";
import type { Json } from "../../expressions/builder";
import type { VerdictNode } from "../../expressions/node";
import data from "./presets.json";

/** How an official judge's answer is read, as data. */
export interface PresetVerdict {
  readonly name: string;
  /** Repository and commit: `allenai/reward-bench@05a9005efb60`. */
  readonly from: string;
  readonly verdict: VerdictNode;
  readonly json: Json;
}

const presets = data as unknown as Readonly<Record<string, { readonly from: string; readonly verdict: Json }>>;

export const presetVerdictNames: readonly string[] = Object.keys(presets);

const verdicts = new Map<string, PresetVerdict | undefined>();

/** The reader of that name, built when it is first asked for; undefined where there is none. */
export function presetVerdict(name: string): PresetVerdict | undefined {
  if (!verdicts.has(name)) verdicts.set(name, made(name));
  return verdicts.get(name);
}

function made(name: string): PresetVerdict | undefined {
  const preset = Object.hasOwn(presets, name) ? presets[name] : undefined;
  if (preset === undefined) return undefined;
  const { from, verdict: json } = preset;
  const built = buildVerdict(json);
  return built.ok ? { name, from, verdict: built.node, json } : undefined;
}
