import { isObject, numberOf, parseJson, stringOf, type Json } from "../endpoint/json";
import { builtInPrompts, promptNamed, usualPrompt } from "./builtIn";
import type { Prompt, PromptKind, VerdictData } from "./prompt";
import { neededSlots, templateProblems } from "./template";

/** Why a team's own template cannot be used, for people. */
export class BadPrompt extends Error {
  override readonly name = "BadPrompt";
}

/**
 * Reads a team's own template: JSON in the form of the built-in prompts, or a plain text, which is the message of role
 * `user`. A verdict is read like that of the built-in prompt which `verdict` names, or by `cases`.
 *
 * @param name the file's name, which judgements record
 * @throws BadPrompt
 */
export function readOwnPrompt(name: string, text: string): Prompt {
  const value = parseJson(text);
  const prompt = isObject(value) ? ofObject(name, value) : ofText(name, text);
  const templates = [prompt.user, ...(prompt.conversation === undefined ? [] : [prompt.conversation])];
  const problems = templates.flatMap(templateProblems);
  if (prompt.system?.includes("{{") === true)
    problems.push("its system message has slots, which it may not: servers keep it");
  if (problems.length > 0) throw new BadPrompt(`${name}: ${problems.join("; ")}.`);
  return prompt;
}

function ofText(name: string, text: string): Prompt {
  const kind = kindOf(text);
  return {
    id: name,
    version: 1,
    title: name,
    source: "the team's own",
    kind,
    user: text,
    ...readerLike(usualPrompt(kind)),
  };
}

function ofObject(name: string, value: Readonly<Record<string, Json | undefined>>): Prompt {
  const user = stringOf(value["user"]);
  if (user === undefined) throw new BadPrompt(`${name}: it has no "user", the message to the judge.`);
  const [system, conversation] = [stringOf(value["system"]), stringOf(value["conversation"])];
  const kind = kindOf(user);
  return {
    id: stringOf(value["id"]) ?? name,
    version: numberOf(value["version"]) ?? 1,
    title: stringOf(value["title"]) ?? name,
    source: "the team's own",
    kind,
    user,
    ...(system !== undefined && { system }),
    ...(conversation !== undefined && { conversation }),
    ...(value["verdict"] === undefined ? readerLike(usualPrompt(kind)) : readerOf(name, value["verdict"])),
  };
}

/** The kind follows from the slots: two responses to choose from, a reference to compare with, or one thing to rate. */
function kindOf(user: string): PromptKind {
  const slots = neededSlots(user);
  if (slots.includes("response_a") || slots.includes("conversation_a")) return "pair";
  return slots.includes("ground_truth") ? "truth" : "rating";
}

/** How a verdict is read, and by which profile the judgement. */
type Reader = Pick<Prompt, "verdict" | "profile">;

function readerLike({ verdict, profile }: Prompt): Reader {
  return { verdict, ...(profile !== undefined && { profile }) };
}

function readerOf(name: string, given: Json): Reader {
  if (typeof given === "string") {
    const prompt = promptNamed(given);
    if (prompt !== undefined) return readerLike(prompt);
    const known = builtInPrompts.map(({ id }) => id).join(", ");
    throw new BadPrompt(`${name}: no verdict is read like ${JSON.stringify(given)}: there are ${known}.`);
  }
  const cases = isObject(given) ? given["cases"] : undefined;
  if (!Array.isArray(cases)) throw new BadPrompt(`${name}: its "verdict" names no built-in prompt and has no "cases".`);
  const read: (readonly [{ readonly has: string }, string])[] = [];
  for (const one of cases as readonly Json[]) {
    const [test, label] = Array.isArray(one) ? (one as readonly Json[]) : [];
    const has = isObject(test) ? stringOf(test["has"]) : undefined;
    if (has === undefined || has === "" || typeof label !== "string") {
      throw new BadPrompt(`${name}: a case of its verdict is not [{"has": "text"}, "label"].`);
    }
    read.push([{ has }, label]);
  }
  const verdict: VerdictData = { cases: read };
  return { verdict };
}
