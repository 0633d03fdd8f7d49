import type { Agent } from "node:http";
import { HttpsProxyAgent } from "https-proxy-agent";
import { getProxyForUrl } from "proxy-from-env";
import { isLoopbackHost } from "../core/host/loopback";
import type { ConnectionOptions, Proxies, Proxy } from "./httpClient";

/** Why a proxy cannot be used, for people. */
export class BadProxy extends Error {
  override readonly name = "BadProxy";
}

/**
 * The proxies that the environment names: `HTTP_PROXY`, `HTTPS_PROXY` and `ALL_PROXY`, in capitals or not, except for
 * the hosts of `NO_PROXY`. What stays on this machine passes no proxy: to a proxy, `localhost` is the proxy itself.
 */
export class ProxiesOfEnvironment implements Proxies {
  private readonly tunnels = new Map<string, Agent>();

  /** @throws BadProxy */
  of(target: URL, options: ConnectionOptions): Proxy | undefined {
    const named = proxyNamedFor(target);
    if (named === undefined) return undefined;
    return { url: named, tunnel: target.protocol === "https:" ? this.tunnel(named, options) : undefined };
  }

  close(): void {
    for (const tunnel of this.tunnels.values()) tunnel.destroy();
  }

  private tunnel(proxy: URL, options: ConnectionOptions): Agent {
    let tunnel = this.tunnels.get(proxy.href);
    if (tunnel === undefined) {
      tunnel = new HttpsProxyAgent(proxy, { keepAlive: true, maxSockets: Infinity, ...options });
      this.tunnels.set(proxy.href, tunnel);
    }
    return tunnel;
  }
}

/**
 * The proxy through which requests to a target go; undefined if they go directly.
 *
 * @throws BadProxy
 */
export function proxyNamedFor(target: URL): URL | undefined {
  const written = isLoopbackHost(target.hostname.replace(/^\[|\]$/g, "")) ? "" : getProxyForUrl(target.href);
  if (written === "") return undefined;
  const proxy = URL.canParse(written) ? new URL(written) : undefined;
  if (proxy !== undefined && ["http:", "https:"].includes(proxy.protocol) && proxy.hostname !== "") return proxy;
  throw new BadProxy(
    `The environment names a proxy for ${target.origin} that cannot be used: HTTP_PROXY, HTTPS_PROXY and ALL_PROXY take an address such as http://proxy:3128. To reach the server directly, list its host in NO_PROXY.`,
  );
}

/** A proxy as it is shown: without user and password. */
export function shownProxy({ protocol, host }: URL): string {
  return `${protocol}//${host}`;
}
