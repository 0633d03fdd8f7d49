/** The editor's own language models, asked as a server is. */
import { describe, expect, it, vi } from "vitest";
import { Client } from "../../../server/core/judge/endpoint/client";
import { editorAddress, readAddress } from "../../../server/core/judge/endpoint/endpoint";
import { FastClock } from "../judge/fakes";

interface Sent {
  readonly role: string;
  readonly content: string;
}

const asked: Sent[][] = [];
let answer: () => AsyncGenerator<string>;

vi.mock("vscode", () => {
  const message = (role: string) => (content: string) => ({ role, content });
  class CancellationTokenSource {
    readonly token = { isCancellationRequested: false };
    cancel(): void {
      this.token.isCancellationRequested = true;
    }
    dispose(): void {
      // Nothing listens.
    }
  }
  const model = {
    id: "editor-1",
    sendRequest: (messages: Sent[]) => {
      asked.push(messages);
      return Promise.resolve({ text: answer() });
    },
    countTokens: (text: string | Sent) => Promise.resolve((typeof text === "string" ? text : text.content).length),
  };
  return {
    CancellationTokenSource,
    LanguageModelChatMessage: { User: message("user"), Assistant: message("assistant") },
    lm: { selectChatModels: () => Promise.resolve([model]) },
  };
});

const { EditorModels } = await import("../../../client/src/judging/editorModels");

const sampling = { temperature: 0, maxTokens: 10, seed: 0 };
const messages = [
  { role: "system", content: "Be brief." },
  { role: "user", content: "A or B?" },
] as const;

function client(model: string): Client {
  const endpoint = { address: readAddress(editorAddress), model, key: undefined };
  return new Client(endpoint, { http: new EditorModels(), clock: new FastClock(), random: () => 0 });
}

describe("a model of the editor", () => {
  it("is asked without a system message, and its answer comes as it is written, with counts and without a reason of its end", async () => {
    // eslint-disable-next-line @typescript-eslint/require-await -- an answer comes as it comes
    answer = async function* () {
      yield "[[";
      yield "A]]";
    };
    const deltas: string[] = [];
    const { received } = await client("editor-1").ask(
      { model: "editor-1", messages, sampling },
      { onDelta: ({ text }) => void deltas.push(text) },
    );
    expect(asked.at(-1)).toEqual([{ role: "user", content: "Be brief.\n\nA or B?" }]);
    expect(deltas).toEqual(["[[", "A]]"]);
    expect(received).toMatchObject({
      kind: "answer",
      answer: { text: "[[A]]", finish: "unknown", usage: { prompt: 18, completion: 5 } },
    });
  });

  it("ends the run where the user does not permit it, and is not asked again where it refuses", async () => {
    const refusing = (code: string) => {
      // eslint-disable-next-line @typescript-eslint/require-await, require-yield -- it refuses at once
      answer = async function* () {
        throw Object.assign(new Error("no"), { code });
      };
    };
    const ask = async () => {
      const { received, tries } = await client("editor-1").ask({ model: "editor-1", messages, sampling });
      return { kind: received.kind === "error" ? received.error.kind : "answered", tries };
    };
    refusing("NoPermissions");
    expect(await ask()).toEqual({ kind: "unauthorized", tries: 1 });
    refusing("Blocked");
    expect(await ask()).toEqual({ kind: "refused", tries: 1 });
  });

  it("is told to be missing where the editor has it no more", async () => {
    const { received } = await client("gone").ask({ model: "gone", messages, sampling });
    expect(received).toMatchObject({ kind: "error", error: { message: "The editor has no model gone." } });
  });
});
