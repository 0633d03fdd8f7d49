import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { modelServer, verdict, type ModelServer } from "../support/modelServer";
import { folderWith, traceAuditor } from "./support/commandLine";
import { linesOf, pairs, rightly } from "./support/judging";

let server: ModelServer;
afterEach(() => server.close());

describe("trace-auditor batch", () => {
  it("exports, imports in any order, tells what is missing, and resumes to the same", async () => {
    server = await modelServer(rightly);
    const folder = folderWith({ "pairs.jsonl": pairs(8) });
    const exported = await traceAuditor(
      ["batch", "export", "pairs.jsonl", "--out", "b", "--model", "judge", "--lines", "3", "--history", "h"],
      { folder },
    );
    expect(exported.stderr).toContain("8 requests in 3 files");
    const requests = readdirSync(join(folder, "b"))
      .filter((name) => name.startsWith("requests"))
      .flatMap((name) =>
        readFileSync(join(folder, "b", name), "utf8")
          .trim()
          .split("\n"),
      )
      .map(
        (line) =>
          JSON.parse(line) as {
            custom_id: string;
            url: string;
            body: { stream?: boolean; messages: { content: string }[] };
          },
      );
    expect(
      requests.every(({ custom_id, body }) => /^[0-9a-f]{32}:(AB|BA):0$/.test(custom_id) && body.stream === undefined),
    ).toBe(true);
    const answerTo = ({ custom_id, body }: (typeof requests)[0]): string => {
      const text = body.messages.at(-1)?.content ?? "";
      const content = verdict(text.indexOf("good") < text.indexOf("bad") ? "A" : "B");
      return JSON.stringify({
        id: "r",
        custom_id,
        response: { status_code: 200, body: { choices: [{ index: 0, message: { content }, finish_reason: "stop" }] } },
        error: null,
      });
    };
    const failure = JSON.stringify({
      custom_id: requests[1]?.custom_id,
      response: { status_code: 400, body: null },
      error: { message: "too long" },
    });
    const expired = JSON.stringify({
      custom_id: requests[2]?.custom_id,
      response: null,
      error: { code: "batch_expired", message: "late" },
    });
    const some = [
      ...requests.slice(3).map(answerTo).reverse(),
      failure,
      expired,
      answerTo(requests[4]!),
      '{"custom_id":"stranger"}',
      "torn",
    ];
    writeFileSync(join(folder, "results.jsonl"), some.map((line) => `${line}\n`).join(""));
    const imported = await traceAuditor(["batch", "import", "results.jsonl", "--of", "b", "--history", "h"], {
      folder,
    });
    expect(imported.code).toBe(2);
    expect(imported.stderr).toContain("5 of 8 requests are answered; 2 failed; 1 is missing; 1 answer came twice");
    expect(
      linesOf(imported)
        .map(({ id, state }) => `${id} ${state}`)
        .slice(0, 4),
    ).toEqual(["p0 failed", "p1 failed", "p2 failed", "p3 ok"]);
    const rest = await traceAuditor(
      ["batch", "export", "pairs.jsonl", "--out", "b2", "--model", "judge", "--history", "h"],
      { folder },
    );
    expect(rest.stderr).toContain("3 requests in 1 file in b2; 5 more are answered in the history");
    writeFileSync(
      join(folder, "rest.jsonl"),
      requests
        .slice(0, 3)
        .map((request) => `${answerTo(request)}\n`)
        .join(""),
    );
    expect(
      (await traceAuditor(["batch", "import", "rest.jsonl", "--of", "b2", "--history", "h"], { folder })).code,
    ).toBe(0);
    const report = await traceAuditor(["judge", "report", "pairs.jsonl", "--history", "h"], { folder });
    expect(report.stdout).toContain("accuracy          1.0000 (8 of 8");
  });
});
