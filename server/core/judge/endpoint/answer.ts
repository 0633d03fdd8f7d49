import { isObject, listOf, numberOf, stringOf, type Json, type JsonObject } from "./json";

export interface Usage {
  readonly prompt: number | undefined;
  readonly completion: number | undefined;
  /** Tokens of the prompt that the server had cached; caching changes its probabilities a little. */
  readonly cached: number | undefined;
}

/** A token that the model wrote, with its likeliest alternatives: natural logarithms of probabilities. */
export interface TokenChoice {
  readonly token: string;
  readonly logprob: number | undefined;
  readonly top: readonly { readonly token: string; readonly logprob: number }[];
}

/** A model's answer, as far as it got. */
export interface Answer {
  readonly text: string;
  /** The model's reasoning, if the server keeps it apart. */
  readonly reasoning: string | undefined;
  /** Why the answer ended, in the server's word; undefined if it did not end properly. */
  readonly finish: string | undefined;
  readonly usage: Usage | undefined;
  readonly tokens: readonly TokenChoice[];
  /** The texts of all choices, if there are several. */
  readonly texts: readonly string[];
  /** The model's name as the server gives it. */
  readonly model: string | undefined;
}

interface Choice {
  readonly text: string[];
  readonly reasoning: string[];
  readonly tokens: TokenChoice[];
  finish: string | undefined;
}

/** Assembles an answer from one body, or from the events of a stream. */
export class AnswerReader {
  private readonly choices = new Map<number, Choice>();
  private usage: Usage | undefined;
  private model: string | undefined;

  /** Has any of the answer arrived? */
  get began(): boolean {
    return this.choices.size > 0;
  }

  /** Has anything arrived, even if only counts? */
  get heard(): boolean {
    return this.began || this.usage !== undefined;
  }

  /** Takes a body or an event. Returns the text and the reasoning that it adds to the first choice. */
  take(object: JsonObject): { readonly text: string; readonly reasoning: string } {
    const added = { text: "", reasoning: "" };
    this.usage = usageIn(object["usage"]) ?? this.usage;
    this.model = stringOf(object["model"]) ?? this.model;
    for (const given of listOf(object["choices"])) {
      if (!isObject(given)) continue;
      const index = numberOf(given["index"]) ?? 0;
      let choice = this.choices.get(index);
      if (choice === undefined) {
        this.choices.set(index, (choice = { text: [], reasoning: [], tokens: [], finish: undefined }));
      }
      const message = isObject(given["delta"]) ? given["delta"] : isObject(given["message"]) ? given["message"] : {};
      const text = stringOf(message["content"]) ?? stringOf(given["text"]) ?? "";
      const reasoning = stringOf(message["reasoning_content"]) ?? stringOf(message["reasoning"]) ?? "";
      if (text !== "") choice.text.push(text);
      if (reasoning !== "") choice.reasoning.push(reasoning);
      if (isObject(given["logprobs"])) choice.tokens.push(...tokensIn(given["logprobs"]));
      choice.finish = stringOf(given["finish_reason"]) ?? choice.finish;
      if (index === 0) {
        added.text += text;
        added.reasoning += reasoning;
      }
    }
    return added;
  }

  answer(): Answer {
    const choices = [...this.choices].sort(([a], [b]) => a - b).map(([, choice]) => choice);
    const first = this.choices.get(0);
    const reasoning = first?.reasoning.join("") ?? "";
    return {
      text: first?.text.join("") ?? "",
      reasoning: reasoning === "" ? undefined : reasoning,
      finish: first?.finish,
      usage: this.usage,
      tokens: first?.tokens ?? [],
      texts: choices.length > 1 ? choices.map(({ text }) => text.join("")) : [],
      model: this.model,
    };
  }
}

function usageIn(given: Json | undefined): Usage | undefined {
  if (!isObject(given)) return undefined;
  const details = given["prompt_tokens_details"];
  return {
    prompt: numberOf(given["prompt_tokens"]),
    completion: numberOf(given["completion_tokens"]),
    cached: isObject(details) ? numberOf(details["cached_tokens"]) : undefined,
  };
}

function tokensIn(given: JsonObject): TokenChoice[] {
  return listOf(given["content"])
    .filter(isObject)
    .map((token) => ({
      token: stringOf(token["token"]) ?? "",
      logprob: numberOf(token["logprob"]),
      top: listOf(token["top_logprobs"])
        .filter(isObject)
        .flatMap((other) => {
          const logprob = numberOf(other["logprob"]);
          return logprob === undefined ? [] : [{ token: stringOf(other["token"]) ?? "", logprob }];
        }),
    }));
}
