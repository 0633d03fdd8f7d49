/** A judge that writes half of an answer, and the rest when the test says so. */
import type { ServerResponse } from "node:http";
import type { Answering } from "./modelServer";

export interface HeldAnswers {
  readonly answering: Answering;
  /** What is said from now on, by the number of the question. */
  say(text: (prompt: string) => string): void;
  /** Holds answers back in their middle from now on. */
  hold(): void;
  /** Writes the rest of those that are held, and holds none any more. */
  release(): void;
  /** So many answers are held now. */
  held(): number;
}

export function heldAnswers(first: (prompt: string) => string): HeldAnswers {
  let [said, holds] = [first, false];
  const held: (() => void)[] = [];
  const event = (response: ServerResponse, content: string, more: object = {}): void => {
    response.write(
      `data: ${JSON.stringify({ model: "judge", choices: [{ index: 0, delta: { content }, ...more }] })}\n\n`,
    );
  };
  return {
    answering: (response, { body }) => {
      const text = said(body.messages?.at(-1)?.content ?? "");
      const half = Math.ceil(text.length / 2);
      response.writeHead(200, { "content-type": "text/event-stream" });
      event(response, text.slice(0, half));
      const end = (): void => {
        event(response, text.slice(half), { finish_reason: "stop" });
        response.write(
          `data: ${JSON.stringify({ choices: [], usage: { prompt_tokens: 100, completion_tokens: 20 } })}\n\n`,
        );
        response.end("data: [DONE]\n\n");
      };
      if (holds) held.push(end);
      else end();
    },
    say: (text) => (said = text),
    hold: () => (holds = true),
    release: () => {
      holds = false;
      for (const end of held.splice(0)) end();
    },
    held: () => held.length,
  };
}
