import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Endpoint } from "../../core/judge/endpoint/endpoint";
import { NodeHttp } from "../../node/httpClient";
import type { ProxiesOfEnvironment } from "../../node/httpProxies";
import { whyUnreadable } from "../../node/inputs";
import { Failure } from "../failure";
import type { World } from "../world";

/**
 * Opens the network to the endpoints, through the proxy that the environment names; tells which one is passed.
 *
 * @param caFile certificates to trust beside the system's, in PEM
 * @throws Failure
 */
export async function openNetwork(
  endpoints: readonly Endpoint[],
  caFile: string | undefined,
  world: World,
): Promise<NodeHttp> {
  const ca = caFile === undefined ? undefined : await certificates(caFile, world.folder);
  return new NodeHttp({ ca, proxies: namesProxy(process.env) ? await proxiesTo(endpoints, world) : undefined });
}

/** Reads every proxy before anything is sent, so that one that cannot be used ends the run at once. */
async function proxiesTo(endpoints: readonly Endpoint[], { stderr }: World): Promise<ProxiesOfEnvironment> {
  const { BadProxy, ProxiesOfEnvironment, proxyNamedFor, shownProxy } = await import("../../node/httpProxies");
  const remote = endpoints.filter(({ address }) => address.socketPath === undefined);
  for (const [origin, chat] of new Map(remote.map(({ address }) => [address.origin, address.chat]))) {
    try {
      const proxy = proxyNamedFor(new URL(chat));
      if (proxy !== undefined) await stderr.line(`${origin} is reached through the proxy ${shownProxy(proxy)}.`);
    } catch (error) {
      if (error instanceof BadProxy) throw new Failure(error.message);
      throw error;
    }
  }
  return new ProxiesOfEnvironment();
}

/** Does the environment name any proxy? Only then the code for proxies is loaded. */
function namesProxy(env: Readonly<Record<string, string | undefined>>): boolean {
  return ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"].some((name) =>
    [name, name.toLowerCase()].some((spelling) => (env[spelling] ?? "") !== ""),
  );
}

async function certificates(file: string, folder: string): Promise<string> {
  try {
    return await readFile(resolve(folder, file), "utf8");
  } catch (error) {
    throw new Failure(`${file}: the certificates cannot be read: ${whyUnreadable(error)}.`);
  }
}
