/** A scripted judge, pairs that it can judge, and what `judge` says of them. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { says, verdict, type Answering, type ModelServer } from "../../support/modelServer";
import { traceAuditor, type Finished } from "./commandLine";

/** Preference pairs whose chosen answer says so, that a scripted judge can find. */
export function pairs(count: number): string {
  return Array.from({ length: count }, (_, i) =>
    JSON.stringify({
      pair_uid: `p${i}`,
      conversation_input: [{ role: "user", content: `Question ${i}?` }],
      chosen: { answer: `good ${i}` },
      reject: { answer: `bad ${i}, and longer` },
    }),
  )
    .map((line) => `${line}\n`)
    .join("");
}

export interface JudgedLine {
  readonly record: number;
  readonly id: string;
  readonly model: string;
  readonly order?: "AB" | "BA";
  readonly repeat: number;
  readonly state: string;
  readonly verdict: Record<string, string | null>;
  readonly choice?: string;
  readonly right?: boolean;
  readonly from: string;
  readonly marks?: readonly string[];
  readonly error?: { readonly code: string; readonly message: string };
  readonly text: string;
  readonly findings?: readonly { readonly rule: string; readonly severity: string; readonly range?: object }[];
}

export function linesOf({ stdout }: Finished): JudgedLine[] {
  return stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as JudgedLine);
}

/** Chooses the good answer, wherever it stands. */
export const rightly: Answering = (response, { body }) => {
  const text = body.messages?.at(-1)?.content ?? "";
  says(verdict(text.indexOf("good") < text.indexOf("bad") ? "A" : "B"))(response);
};

/** Chooses what comes first. */
export const theFirst: Answering = (response) => {
  says(verdict("A"))(response);
};

/** Judges the folder's pairs by a server, with a history in the folder. */
export async function judge(server: ModelServer, folder: string, ...args: string[]): Promise<Finished> {
  return traceAuditor(
    ["judge", "pairs.jsonl", "--base-url", server.url, "--model", "judge", "--history", "h", ...args],
    {
      folder,
    },
  );
}

export function historyLines(folder: string): { outcome: string; request: string }[] {
  return readdirSync(join(folder, "h"))
    .flatMap((name) => readFileSync(join(folder, "h", name), "utf8").split("\n"))
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as { outcome: string; request: string });
}
