/** Written by `npm run generate` from the files of this room: a command is a file. */
import type { MakeCommand } from "./command";
import { auditCommand } from "./audit";
import { batchCommand } from "./batch";
import { convertCommand } from "./convert";
import { fixCommand } from "./fix";
import { judgeCommand } from "./judge";
import { parseCommand } from "./parse";
import { reportCommand } from "./report";
import { scoreCommand } from "./score";

export const commands: readonly MakeCommand[] = [
  auditCommand,
  batchCommand,
  convertCommand,
  fixCommand,
  judgeCommand,
  parseCommand,
  reportCommand,
  scoreCommand,
];
