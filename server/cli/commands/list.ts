/** Written by `npm run generate` from the files of this room: a command is a file. */
import type { MakeCommand } from "./command";
import { auditCommand } from "./audit";
import { fixCommand } from "./fix";
import { scoreCommand } from "./score";

export const commands: readonly MakeCommand[] = [auditCommand, fixCommand, scoreCommand];
