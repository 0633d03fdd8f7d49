/** Judging through the language server, as an editor does that sends the requests itself. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { CodeLens, Hover, MarkupContent } from "vscode-languageserver-protocol/node";
import { JudgeExchanges, type Permit } from "../../client/src/judging/judgeExchanges";
import { readAddress } from "../../server/core/judge/endpoint/endpoint";
import { NodeHttp } from "../../server/node/httpClient";
import {
  judgeHttpBodyNotification,
  judgeHttpCloseNotification,
  judgeHttpRequest,
} from "../../server/protocol/judgeHttp";
import {
  judgeEstimateRequest,
  judgementsRequest,
  judgementTextNotification,
  judgeProbeRequest,
  judgeRequest,
  type JudgementText,
  type JudgeParams,
  type JudgeResult,
} from "../../server/protocol/judging";
import { samplesRequest } from "../../server/protocol/samples";
import { json, modelServer, says, verdict, type Answering, type ModelServer } from "../support/modelServer";
import { TestClient } from "./support/testClient";

const pair = (id: string, own: string): string => `@sample id=${id} profile=rm-r1
@user
Where is ${id}?
@completion
${verdict(own)}
@response_a
The good answer about ${id}.
@response_b
The bad answer about ${id}.
`;

const rightly: Answering = (response, { body }) => {
  const text = body.messages?.at(-1)?.content ?? "";
  says(verdict(text.indexOf("good") < text.indexOf("bad") ? "A" : "B"))(response);
};

describe("judging", () => {
  const folder = mkdtempSync(join(tmpdir(), "trace-auditor-judging-"));
  const history = join(folder, "history");
  const http = new NodeHttp();
  const told: JudgementText[] = [];
  let server: ModelServer;
  let client: TestClient;
  let permit: (() => Permit | string) | undefined;
  let opened = 0;

  beforeAll(async () => {
    client = await TestClient.start({ options: { judging: { model: "judge", history } } });
    const exchanges = new JudgeExchanges(
      () => permit?.() ?? "nobody judges",
      (body) => void client.connection.sendNotification(judgeHttpBodyNotification.method, body),
    );
    client.connection.onRequest(judgeHttpRequest.method, (params) => exchanges.send(params as never));
    client.connection.onNotification(judgeHttpCloseNotification.method, ({ id }: { id: number }) =>
      exchanges.close(id),
    );
    client.connection.onNotification(judgementTextNotification.method, (text: JudgementText) => void told.push(text));
  });
  afterEach(async () => {
    permit = undefined;
    told.splice(0);
    await server.close();
  });
  afterAll(async () => {
    await client.stop();
    http.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function serve(answer: Answering, key?: string): Promise<void> {
    server = await modelServer(answer);
    permit = () => ({ address: readAddress(server.url), key, http });
  }

  async function open(text: string): Promise<string> {
    const uri = pathToFileURL(join(folder, `file-${++opened}.trace`)).toString();
    await client.open(uri, text, 1, "trace");
    return uri;
  }

  const judge = (uri: string, params: Partial<JudgeParams> = {}): Promise<JudgeResult | null> =>
    client.ask(judgeRequest, {
      uri,
      endpoint: { address: server.url, model: "judge" },
      options: { bothOrders: true, maxTokens: 100 },
      anew: false,
      watched: false,
      progressToken: "run",
      ...params,
    });
  const titles = async (uri: string): Promise<string[]> =>
    (await client.request<CodeLens[]>("textDocument/codeLens", uri)).flatMap(({ command }) =>
      command === undefined || /^Reward|^Verdict|▾/.test(command.title) ? [] : [command.title],
    );

  const hovered = async (uri: string): Promise<string[]> => {
    const position = { line: 0, character: 3 };
    const hover = await client.connection.sendRequest<Hover>("textDocument/hover", { textDocument: { uri }, position });
    return (hover.contents as MarkupContent).value.split("\n").filter((line) => line.startsWith("- "));
  };

  it("asks in both orders, tells what came on the lens, in the hover and the list of samples, and keeps it", async () => {
    await serve(rightly);
    const uri = await open(pair("oslo", "A") + pair("berlin", "B"));
    expect(await titles(uri)).toEqual(["Re-judge with judge", "Re-judge with judge"]);
    expect(await judge(uri)).toMatchObject({ samples: 2, done: 2, failed: 0, asked: 4, fromHistory: 0, flipped: 1 });
    expect(await titles(uri)).toEqual([
      "Re-judge · A → A · both orders agree · judge",
      "2 judgements",
      "Re-judge · B → A · flipped · both orders agree · judge",
      "2 judgements",
    ]);
    expect(await hovered(uri)).toContainEqual(expect.stringContaining("**A** by `judge`: B shown first"));
    const list = { uri, severities: [], rules: [], start: 0, count: 10 };
    const flipped = await client.ask(samplesRequest, { ...list, flipped: true });
    expect(flipped).toMatchObject({ total: 2, matching: 1, judged: 2, flipped: 1, samples: [{ record: 1 }] });
    expect(await client.ask(samplesRequest, list)).toMatchObject({ matching: 2 });
    // Asked again, it is answered from the history.
    expect(await judge(uri)).toMatchObject({ asked: 0, fromHistory: 4 });
    expect(server.asked).toHaveLength(4);
  });

  it("says of judgements of an earlier text that they are, and lets them decide nothing", async () => {
    await serve(rightly);
    const text = pair("riga", "B");
    const uri = await open(text);
    await judge(uri);
    await client.change(uri, 2, { text: text.replace("The good answer", "The very good answer") });
    expect(await titles(uri)).toEqual(["Re-judge with judge", "2 judgements of an earlier text"]);
    const [line] = await hovered(uri);
    expect(line).toMatch(/^- \*\*A\*\* by `judge`: of an earlier text, [AB] shown first/);
    const kept = await client.ask(judgementsRequest, { uri, at: { line: 0, character: 0 } });
    expect(kept?.judgements.map(({ title }) => title.replace(/shown.*$/, "…"))).toEqual(
      expect.arrayContaining(["A · of an earlier text · A …", "A · of an earlier text · B …"]),
    );
    // The judge was never shown the text that stands there now.
    expect(kept?.judgements.map((judgement) => judgement.text).join("")).not.toContain("@response_a");
    const list = { uri, severities: [], rules: [], start: 0, count: 10, flipped: true };
    expect(await client.ask(samplesRequest, list)).toMatchObject({ judged: 0, flipped: 0 });
    await judge(uri);
    expect((await titles(uri))[1]).toBe("2 judgements · 2 of an earlier text");
  });

  it("knows no earlier text of a sample that only stands where another one stood", async () => {
    await serve(rightly);
    const noId = (where: string): string => pair(where, "A").replace(` id=${where}`, "");
    const uri = await open(noId("lyon") + noId("nice"));
    await judge(uri);
    await client.change(uri, 2, { text: noId("metz") + noId("lyon") + noId("nice") });
    expect((await titles(uri)).filter((title) => title.includes("earlier"))).toEqual([]);
    const moved = "Re-judge · A → A · both orders agree · judge";
    expect(await titles(uri)).toEqual(["Re-judge with judge", moved, "2 judgements", moved, "2 judgements"]);
  });

  it("tells the answers of one sample as they come, and at last whole", async () => {
    await serve(rightly);
    const uri = await open(pair("rome", "A"));
    await judge(uri, { at: { line: 0, character: 0 }, watched: true, progressToken: "watched" });
    expect(told.length).toBeGreaterThan(1);
    expect(told[0]?.text).toContain("state=growing");
    expect(told.at(-1)?.text).not.toContain("state=growing");
    expect(told.at(-1)?.text.match(/^@sample id="rome (?:AB|BA) order" profile=rm-r1/gm)).toHaveLength(2);
    // The judge was shown B first in the second one, and so is its reader.
    expect(told.at(-1)?.text.split("@sample")[2]).toMatch(/@response_a\nThe bad answer/);
    const kept = await client.ask(judgementsRequest, { uri, at: { line: 0, character: 0 } });
    expect(kept?.judgements.map(({ title }) => title.replace(/\d{4}.*$/, "…"))).toEqual(
      expect.arrayContaining(["A · A shown first · judge · …", "A · B shown first · judge · …"]),
    );
  });

  it("tells that the orders differ, and does not count it as flipped", async () => {
    await serve(says(verdict("A")));
    const uri = await open(pair("bern", "A"));
    expect(await judge(uri)).toMatchObject({ flipped: 0 });
    expect((await titles(uri))[0]).toBe("Re-judge · A → ? · the orders differ · judge");
  });

  it("counts what would be sent and sends nothing, not even a probe", async () => {
    await serve(rightly);
    const uri = await open(pair("wien", "A"));
    const what = {
      uri,
      endpoint: { address: server.url, model: "judge" },
      options: { bothOrders: true, maxTokens: 100 },
    };
    const estimate = await client.ask(judgeEstimateRequest, what);
    expect(estimate).toMatchObject({ samples: 1, requests: 2, completionTokensAtMost: 200, unjudgeable: 0 });
    expect(estimate?.first?.at(-1)?.content).toContain("The good answer about wien.");
    expect(server.requests()).toBe(0);
  });

  it("tests an endpoint without a trace", async () => {
    await serve(says("OK"));
    const found = await client.ask(judgeProbeRequest, { address: server.url, model: "judge" });
    expect(found).toEqual({ server: "vllm", version: "0.32.0", window: 8192, models: ["judge"] });
    expect(server.asked.map(({ body }) => body.messages)).toEqual([
      [{ role: "user", content: "Answer with the word OK." }],
    ]);
  });

  it("sends nothing where the client permits nothing, and to no other address than it permits", async () => {
    await serve(rightly);
    const uri = await open(pair("prag", "A"));
    const other = await modelServer(rightly);
    permit = () => ({ address: readAddress(other.url), key: "sk-1", http });
    const elsewhere = await judge(uri);
    expect(elsewhere).toMatchObject({ failed: 1, problem: expect.stringContaining("alone") as string });
    permit = () => "nothing is sent from a workspace that is not trusted";
    expect(await judge(uri)).toMatchObject({ failed: 1, problem: expect.stringContaining("not trusted") as string });
    expect([server.requests(), other.requests()]).toEqual([0, 0]);
    await other.close();
  });

  it("adds the key on the way, and masks it in whatever comes back", async () => {
    await serve((response) => json(401, { error: { message: "wrong key: sk-secret-77" } })(response), "sk-secret-77");
    const uri = await open(pair("kiel", "A"));
    const result = await judge(uri);
    expect(server.asked[0]?.headers.authorization).toBe("Bearer sk-secret-77");
    expect(result?.stopped).toBe("wrong key: •••");
    const kept = readdirSync(history).map((name) => readFileSync(join(history, name), "utf8"));
    expect(kept.join("")).not.toContain("sk-secret-77");
  });
});
