import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";

/** A signal that ends a process while it works. */
const endingSignals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * A command line that the system's shell runs in its own process group: `kill` ends everything that it started, and so
 * does the end of this process. A process that has left the group (a daemon, by `setsid`) is out of reach, but nothing
 * waits for it: the pipes are closed.
 */
export class ShellCommand {
  readonly child: ChildProcessWithoutNullStreams;

  constructor(command: string, folder: string) {
    this.child = spawn(command, {
      cwd: folder,
      shell: true,
      // Windows has no groups: there it would only open a window.
      detached: process.platform !== "win32",
      windowsHide: true,
      // Python would buffer its output in a pipe.
      env: { ...process.env, PYTHONUNBUFFERED: "1" },
    });
    process.on("exit", this.kill);
    for (const signal of endingSignals) process.on(signal, this.endWith);
  }

  /** Ends everything of it that still runs, at once. */
  readonly kill = (): void => {
    process.off("exit", this.kill);
    for (const signal of endingSignals) process.off(signal, this.endWith);
    const { pid, stdin, stdout, stderr } = this.child;
    // A daemon that holds the other ends would keep this process alive.
    for (const pipe of [stdin, stdout, stderr]) pipe.destroy();
    this.child.unref();
    if (pid === undefined) return;
    if (process.platform === "win32") {
      spawn("taskkill", ["/pid", String(pid), "/t", "/f"], { stdio: "ignore", windowsHide: true }).on("error", () => {
        this.child.kill();
      });
      return;
    }
    try {
      process.kill(-pid, "SIGKILL");
    } catch {
      // Everything has ended.
    }
  };

  /** With its own group, it does not get the signal that ends this process. */
  private readonly endWith = (signal: NodeJS.Signals): void => {
    this.kill();
    process.kill(process.pid, signal);
  };
}
