import type { Command } from "commander";
import type { World } from "../world";

/**
 * Makes a command of the command line. Each file in this room is one command.
 *
 * @param exit takes the exit code for the process.
 */
export type MakeCommand = (world: World, exit: (code: number) => void) => Command;
