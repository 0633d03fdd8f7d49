import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";

/** What ends a process while it works. */
const endingSignals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * A command line that the system's shell runs, in a process group of its own: all that it starts ends by `kill`, and at the
 * latest when this process ends. What has left the group (a daemon, by `setsid`) is out of reach, but nothing waits for it:
 * the pipes are closed.
 */
export class ShellCommand {
  readonly child: ChildProcessWithoutNullStreams;

  constructor(command: string, folder: string) {
    this.child = spawn(command, {
      cwd: folder,
      shell: true,
      // Windows knows no groups: there it would only open a window.
      detached: process.platform !== "win32",
      windowsHide: true,
      // Python would hold its output back in a pipe.
      env: { ...process.env, PYTHONUNBUFFERED: "1" },
    });
    process.on("exit", this.kill);
    for (const signal of endingSignals) process.on(signal, this.endWith);
  }

  /** Ends all that still runs of it, at once. */
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
      // All of it has ended.
    }
  };

  /** With a group of its own it does not hear the signal that ends this process. */
  private readonly endWith = (signal: NodeJS.Signals): void => {
    this.kill();
    process.kill(process.pid, signal);
  };
}
