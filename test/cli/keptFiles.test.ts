/** What a file is beside its content, and whose: a command that writes keeps it, or refuses the file with a word. */
import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fileState, replaceFile } from "../../server/node/replaceFile";
import { modelServer, says, verdict } from "../support/modelServer";
import { bundledCli, folderWith, type Finished, traceAuditor } from "./support/commandLine";

const isPosix = process.platform !== "win32";
const isRoot = process.getuid?.() === 0;
const call = `<tool_call>\n{"name": "weather", "parameters": {"city": "Oslo"}}\n</tool_call>`;
const broken = `<think> I look it up. \n${call}`;
const fixed = `<think> I look it up. </think>\n${call}`;
const record = `${JSON.stringify({ messages: [{ role: "assistant", content: "a" }] })}\n`;

/** Runs the command line by way of a shell, which sets limits first. */
async function limited(script: string, folder: string, ...args: string[]): Promise<Finished> {
  const child = spawn("bash", ["-c", `${script}; exec "$0" "$@"`, process.execPath, await bundledCli(), ...args], {
    cwd: folder,
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (data: Buffer) => (stdout += String(data)));
  child.stderr.on("data", (data: Buffer) => (stderr += String(data)));
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { code, stdout, stderr };
}

/** Both commands that put a new file in the place of one that is there, and what it was. */
const writers = [
  ["fix --write", "a.trace", broken, ["fix", "a.trace", "--write"]],
  ["convert --out", "b.jsonl", "old\n", ["convert", "in.jsonl", "--to", "chat", "--out", "b.jsonl"]],
] as const;

/** What stood in the file has to stand in it still, and nothing beside it. */
function expectRefused(folder: string, name: string, old: string, told: Finished, why: string): void {
  expect({ code: told.code, stderr: told.stderr }).toEqual({ code: 2, stderr: expect.stringContaining(why) as string });
  expect(readFileSync(join(folder, name), "utf8")).toBe(old);
  expect(readdirSync(folder).filter((each) => each.startsWith("."))).toEqual([]);
}

describe.skipIf(!isPosix).each(writers)("a file that %s writes over", (_, name, old, args) => {
  const made = (): string => folderWith({ "in.jsonl": record, [name]: old });

  it("is refused where it is read-only", async () => {
    const folder = made();
    chmodSync(join(folder, name), 0o444);
    expectRefused(folder, name, old, await traceAuditor(args, { folder }), "it is read-only");
  });

  it("is refused where it has other names, which would keep the old content", async () => {
    const folder = made();
    linkSync(join(folder, name), join(folder, "other"));
    expectRefused(folder, name, old, await traceAuditor(args, { folder }), "it has other names (hard links)");
    expect(statSync(join(folder, "other")).ino).toBe(statSync(join(folder, name)).ino);
  });

  it.skipIf(!isRoot)(
    "keeps its owner, written by who may give it to him (skipped where that is not root)",
    async () => {
      const folder = made();
      chownSync(join(folder, name), 12345, 23456);
      expect((await traceAuditor(args, { folder })).code).toBe(0);
      expect(readFileSync(join(folder, name), "utf8")).not.toBe(old);
      expect(statSync(join(folder, name))).toMatchObject({ uid: 12345, gid: 23456 });
    },
  );

  const setpriv = spawnSync("setpriv", ["--version"]).status === 0;
  it.skipIf(!isRoot || !setpriv)("is refused where it is another's (skipped without root and setpriv)", async () => {
    const folder = made();
    chmodSync(folder, 0o777);
    chmodSync(join(folder, name), 0o666);
    // The program, where everyone can read it.
    writeFileSync(join(folder, "cli.cjs"), readFileSync(await bundledCli()));
    const program = ["--reuid=65534", "--regid=65534", "--clear-groups", process.execPath, "cli.cjs", ...args];
    const { status, stderr } = spawnSync("setpriv", program, { cwd: folder, encoding: "utf8" });
    expectRefused(folder, name, old, { code: status, stdout: "", stderr }, "it belongs to another user or group");
  });

  it.skipIf(!hasAttributes())("keeps its extended attributes (skipped where there are none)", async () => {
    const folder = made();
    attributes("set", join(folder, name));
    expect((await traceAuditor(args, { folder })).code).toBe(0);
    expect(readFileSync(join(folder, name), "utf8")).not.toBe(old);
    expect(attributes("get", join(folder, name))).toBe("kept");
  });

  it("stays as it is where the new one finds no room", async () => {
    const folder = made();
    const told = await limited(`ulimit -f 0; trap "" XFSZ`, folder, ...args);
    expectRefused(folder, name, old, told, "it would be longer than a file may be here");
  });
});

/** Sets or reads an extended attribute; Node cannot. */
function attributes(what: "set" | "get", path: string): string {
  const python = `import os, sys
if sys.argv[1] == "set": os.setxattr(sys.argv[2], "user.note", b"kept")
print(os.getxattr(sys.argv[2], "user.note").decode())`;
  const { status, stdout } = spawnSync("python3", ["-c", python, what, path], { encoding: "utf8" });
  return status === 0 ? stdout.trim() : "";
}

function hasAttributes(): boolean {
  const folder = folderWith({ a: "" });
  return process.platform === "linux" && existsSync("/bin/cp") && attributes("set", join(folder, "a")) === "kept";
}

describe("a file that is swapped for another while it is fixed", () => {
  it("is not written over", async () => {
    const folder = folderWith({ "a.trace": broken, "b.trace": "another's\n" });
    const path = join(folder, "a.trace");
    const state = await fileState(path);
    renameSync(join(folder, "b.trace"), path);
    await expect(replaceFile(fixed, state)).rejects.toThrow("another program has changed it");
    expect([readFileSync(path, "utf8"), readdirSync(folder)]).toEqual(["another's\n", ["a.trace"]]);
  });
});

describe.skipIf(process.platform !== "linux")("a name that is no UTF-8", () => {
  it("is told, and the other files are read", async () => {
    const folder = folderWith({ "good.trace": fixed });
    const name = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0x61, 0xff]), Buffer.from(".trace")]);
    writeFileSync(name, broken);
    for (const command of [["audit"], ["score"], ["fix", "--write"], ["parse"]]) {
      const { code, stderr } = await traceAuditor([...command, "."], { folder });
      expect({ command, code, stderr }).toEqual({
        ...{ command, code: 2 },
        stderr: expect.stringContaining("cannot be read: its name is no UTF-8") as string,
      });
      expect(stderr).toContain("good.trace: ");
    }
    expect(readFileSync(name, "utf8")).toBe(broken);
  });
});

describe.skipIf(!isPosix)("a disk without room under the judge's history", () => {
  it("ends judge with exit code 2 and a word, not with a judgement that is kept nowhere", async () => {
    const server = await modelServer(says(verdict("A")));
    const pair = { chosen: "a", rejected: "b", prompt: "q" };
    const folder = folderWith({ "pairs.jsonl": `${JSON.stringify(pair)}\n` });
    const args = ["judge", "pairs.jsonl", "--base-url", server.url, "--model", "m", "--history", "h"];
    const { code, stderr } = await limited(`ulimit -f 0; trap "" XFSZ`, folder, ...args);
    await server.close();
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining("history") as string });
  });
});

describe.skipIf(!existsSync("/dev/full"))("a full disk under standard output", () => {
  it.each([
    ["report", "in.jsonl"],
    ["report", "in.jsonl", "--format", "html"],
    ["report", "in.jsonl", "--partial"],
    ["fix", "a.trace"],
    ["convert", "in.jsonl", "--to", "chat"],
  ])("ends %s %s with exit code 2", async (...args) => {
    const folder = folderWith({ "in.jsonl": record, "a.trace": broken });
    const { code, stderr } = await limited("exec > /dev/full", folder, ...args);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining("could not be written") as string });
  });
});
