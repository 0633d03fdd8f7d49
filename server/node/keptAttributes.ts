/** What a file has beside its content: a new file that takes its place keeps it, or does not take it. */
import { execFile } from "node:child_process";
import { access, chown, constants, stat } from "node:fs/promises";
import { FileFailure } from "../core/host/byteSource";

/**
 * @param links how many names the file has
 * @throws FileFailure where a new file in its place would not be what it is; what the file system throws
 */
export async function refuseUnreplaceable(path: string, mode: number, links: number): Promise<void> {
  // Those who may do anything may write it all the same.
  if ((mode & 0o222) === 0) throw new FileFailure("EREADONLY", "it is read-only");
  await access(path, constants.W_OK);
  if (links > 1) {
    throw new FileFailure("EMLINK", "it has other names (hard links), which would keep the old content");
  }
}

/**
 * Gives the new file the owner of the old one, and its extended attributes and access lists.
 *
 * @throws FileFailure where that cannot be done
 */
export async function keepAttributes(
  old: string,
  its: { readonly user: number; readonly group: number },
  fresh: string,
): Promise<void> {
  const { uid, gid } = await stat(fresh);
  if (uid !== its.user || gid !== its.group) {
    await chown(fresh, its.user, its.group).catch(() => {
      throw new FileFailure("EOWNER", "it belongs to another user or group, to whom a new file cannot be given");
    });
  }
  if (process.platform === "linux") await keepExtended(old, fresh);
}

/** Node has no function for extended attributes, so that the system's own program copies them. */
async function keepExtended(old: string, fresh: string): Promise<void> {
  const args = ["--attributes-only", "--preserve=mode,xattr", "--", old, fresh];
  const said = await new Promise<string>((resolve) => {
    const settings = { cwd: "/", env: { LC_ALL: "C" }, timeout: 10_000 };
    execFile("/bin/cp", args, settings, (error, _, stderr) => resolve(error === null ? "" : stderr));
  });
  // A cp that knows no such attributes, or none at all, is on systems that use none.
  if (/attribute.*'/.test(said) && !said.includes("option")) {
    throw new FileFailure("EATTRIBUTES", "it has extended attributes, which a new file cannot be given");
  }
}
