import { Command, CommanderError } from "commander";
import { version } from "../../package.json";
import { commands } from "./commands/list";
import { exitCodes, Failure } from "./failure";
import type { World } from "./world";
import { whyUnwritable } from "../core/host/whyUnwritable";
import { stackOf } from "../core/text/thrown";

/** Runs the command line and returns its exit code. Each command is a file in `commands/`. */
export async function runProgram(args: readonly string[], world: World): Promise<number> {
  let code: number = exitCodes.fine;
  const setCode = (given: number): void => {
    code = given;
  };
  const program = new Command("trace-auditor")
    .description("Makes the traces of LLM agents and judges as checkable as code.")
    .version(version)
    .showHelpAfterError("(trace-auditor --help says more)")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void world.stdout.write(text),
      writeErr: (text) => void world.stderr.write(text),
    });
  for (const make of commands) program.addCommand(make(world, setCode).copyInheritedSettings(program));
  try {
    await program.parseAsync(args, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.fine : exitCodes.failure;
    const why = error instanceof Failure ? error.message : `trace-auditor failed: ${stackOf(error)}`;
    await world.stderr.line(why);
    return exitCodes.failure;
  }
  await world.stdout.settled();
  const { failure } = world.stdout;
  if (failure === undefined) return code;
  // What is written in part is not done.
  await world.stderr.line(`The results could not be written: ${whyUnwritable(failure)}.`);
  return exitCodes.failure;
}
