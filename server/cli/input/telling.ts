import type { World } from "../world";
import type { Input } from "../../node/inputs";

/** Reports on standard error what was read, what was not, and why; and keeps what the exit code depends on. */
export class Telling {
  /** Something could not be read or written. */
  failed = false;
  /** A file of a folder was not recognised. */
  passedOver = 0;

  constructor(private readonly world: World) {}

  /** Reports that something went wrong; work on the others goes on. */
  async fail(message: string): Promise<void> {
    this.failed = true;
    await this.world.stderr.line(message);
  }

  async say(message: string): Promise<void> {
    await this.world.stderr.line(message);
  }

  /** Reports a file that was found in a folder and holds no records. */
  async passOver({ name }: Input, why: string): Promise<void> {
    this.passedOver++;
    await this.say(`${name}: passed over: ${why}`);
  }
}
