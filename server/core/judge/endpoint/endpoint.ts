import { isLoopbackHost } from "../../host/loopback";
import { endingOf } from "../../text/ending";

/** A model at an address. */
export interface Endpoint {
  readonly address: Address;
  readonly model: string;
  /** Sent as a bearer token, to this address only. */
  readonly key: string | undefined;
}

/** A base address and the paths below it. */
export interface Address {
  /**
   * The address as it is shown and kept: `http://127.0.0.1:8000`, or `unix:/run/llama.sock`. No user, no password, no
   * path.
   */
  readonly origin: string;
  readonly socketPath: string | undefined;
  /** `http://…/v1/chat/completions`. */
  readonly chat: string;
  readonly models: string;
  /** The part above `/v1`, where servers have their probes and their own paths. Ends without a slash. */
  readonly root: string;
  /** Do requests to it stay on this machine? */
  readonly isLoopback: boolean;
  readonly isEncrypted: boolean;
}

/** The address of the editor's own language models: nothing is sent there, the editor asks them itself. */
export const editorAddress = "vscode.lm";

/** Why an address cannot be used, for people. */
export class BadAddress extends Error {
  override readonly name = "BadAddress";
}

/**
 * Reads a base URL as people write it: with or without `/v1`, or with the whole path; or `unix:/path/of/socket`; or
 * {@link editorAddress}.
 *
 * @throws BadAddress
 */
export function readAddress(written: string): Address {
  if (written === editorAddress) return addressAt("http://vscode.lm", "", editorAddress, undefined, true, true);
  const socket = /^unix:(\/[^?#]+)$/.exec(written)?.[1];
  if (socket !== undefined) {
    return addressAt("http://localhost", "", `unix:${socket}`, socket, true, false);
  }
  const found = /^(https?):\/\/([^/?#\s]+)((?:\/[^?#\s]*)?)$/i.exec(written.trim());
  if (found === null) {
    throw new BadAddress(
      `${JSON.stringify(shownAddress(written))} is no address of a server. It looks like http://127.0.0.1:8000, with or without /v1.`,
    );
  }
  const [, scheme = "", authority = "", path = ""] = found;
  if (authority.includes("@")) {
    throw new BadAddress("The address holds a user or a password, which would be shown and kept. Give the key apart.");
  }
  const origin = `${scheme.toLowerCase()}://${authority.toLowerCase()}`;
  const prefix = path
    .slice(0, path.length - endingOf(path, /\//).length)
    .replace(/\/(?:chat\/completions|completions|models)$/, "")
    .replace(/\/v1$/, "");
  return addressAt(
    origin,
    prefix,
    origin,
    undefined,
    isLoopbackHost(hostOf(authority)),
    scheme.toLowerCase() === "https",
  );
}

function addressAt(
  base: string,
  prefix: string,
  origin: string,
  socketPath: string | undefined,
  isLoopback: boolean,
  isEncrypted: boolean,
): Address {
  const root = base + prefix;
  return {
    origin,
    socketPath,
    root,
    chat: `${root}/v1/chat/completions`,
    models: `${root}/v1/models`,
    isLoopback,
    isEncrypted,
  };
}

function hostOf(authority: string): string {
  return authority
    .toLowerCase()
    .replace(/:\d*$/, "")
    .replace(/^\[|\]$/g, "");
}

/** An address that could not be read, without the part that may be a password. */
function shownAddress(written: string): string {
  return written.replace(/\/\/[^@/]*@/, "//•••@");
}
