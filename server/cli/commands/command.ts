import type { Command } from "commander";
import type { World } from "../world";

/**
 * Makes a command of the command line: one file each in this room.
 *
 * @param exit takes the exit code with which the process is to end.
 */
export type MakeCommand = (world: World, exit: (code: number) => void) => Command;
