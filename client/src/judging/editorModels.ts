import * as vscode from "vscode";
import { HttpFailure, type HttpRequest, type HttpResponse } from "../../../server/core/host/http";
import type { JudgeNetwork } from "./judgeNetwork";

/** The parts of a question that the editor's models accept. */
interface Asked {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
}

/** The editor's own language models; empty if no extension provides one. */
export async function editorModels(): Promise<readonly vscode.LanguageModelChat[]> {
  return vscode.lm.selectChatModels();
}

/**
 * The editor's own language models behind the interface of a server with an OpenAI-compatible API, so that one client
 * can ask both. They have no system message (it is put before the user's), no seed and no temperature, and give no
 * finish reason, and VS Code asks the user before an extension may use one.
 */
export class EditorModels implements JudgeNetwork {
  close(): void {
    // No connection is kept open.
  }

  async send({ method, url, body, signal }: HttpRequest): Promise<HttpResponse> {
    const models = await editorModels();
    if (method === "GET") {
      if (!url.endsWith("/v1/models")) return json(404, { detail: "Not Found" });
      return json(200, { data: models.map(({ id }) => ({ id, owned_by: "editor" })) });
    }
    const asked = JSON.parse(body ?? "{}") as Asked;
    const model = models.find(({ id }) => id === asked.model);
    if (model === undefined) return json(404, { error: { message: `The editor has no model ${asked.model}.` } });
    const cancel = new vscode.CancellationTokenSource();
    signal?.addEventListener("abort", () => cancel.cancel(), { once: true });
    try {
      const messages = folded(asked).map(({ role, content }) =>
        role === "assistant"
          ? vscode.LanguageModelChatMessage.Assistant(content)
          : vscode.LanguageModelChatMessage.User(content),
      );
      const justification = "Trace Auditor asks it to judge the sample that you chose.";
      const response = await model.sendRequest(messages, { justification }, cancel.token);
      return {
        status: 200,
        headers: { "content-type": "text/event-stream" },
        body: events(model, messages, response, cancel),
      };
    } catch (error) {
      if (cancel.token.isCancellationRequested) throw new HttpFailure("cancelled", "it was cancelled");
      return json(statusOf(error), { error: { message: messageOf(error) } });
    }
  }
}

/** The messages without a system message: it is put before the first of the user's. */
function folded({ messages }: Asked): Asked["messages"] {
  const [first, second, ...rest] = messages;
  if (first?.role !== "system" || second === undefined) return messages;
  return [{ role: second.role, content: `${first.content}\n\n${second.content}` }, ...rest];
}

async function* events(
  model: vscode.LanguageModelChat,
  messages: readonly vscode.LanguageModelChatMessage[],
  { text }: vscode.LanguageModelChatResponse,
  cancel: vscode.CancellationTokenSource,
): AsyncGenerator<Uint8Array> {
  const pieces: string[] = [];
  try {
    for await (const content of text) {
      pieces.push(content);
      yield event({ choices: [{ index: 0, delta: { content } }] });
    }
    // The editor's models do not say why an answer ended.
    yield event({ choices: [{ index: 0, delta: {}, finish_reason: "unknown" }] });
    const usage = {
      prompt_tokens: await tokensOf(model, messages, cancel.token),
      completion_tokens: await model.countTokens(pieces.join(""), cancel.token),
    };
    yield event({ choices: [], usage });
  } catch (error) {
    if (cancel.token.isCancellationRequested) throw new HttpFailure("cancelled", "it was cancelled");
    yield event({ error: { message: messageOf(error), code: String(statusOf(error)) } });
  } finally {
    cancel.cancel();
    cancel.dispose();
  }
}

async function tokensOf(
  model: vscode.LanguageModelChat,
  messages: readonly vscode.LanguageModelChatMessage[],
  token: vscode.CancellationToken,
): Promise<number> {
  const counts = await Promise.all(messages.map((message) => model.countTokens(message, token)));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** The status that a server would give: 403 ends a run, 404 and 400 would fail again. */
function statusOf(error: unknown): number {
  const { code } = error as { readonly code?: unknown };
  return code === "NoPermissions" ? 403 : code === "NotFound" ? 404 : 400;
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error ? `${error.message} (${cause.message})` : error.message;
}

function event(value: object): Uint8Array {
  return new TextEncoder().encode(`data: ${JSON.stringify(value)}\n\n`);
}

function json(status: number, value: object): HttpResponse {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  return { status, headers: { "content-type": "application/json" }, body: once(bytes) };
}

// eslint-disable-next-line @typescript-eslint/require-await -- a body comes as it comes
async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
