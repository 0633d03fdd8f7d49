/** Judging from behind a proxy, as on clusters whose nodes reach nothing directly. */
import { afterEach, describe, expect, it } from "vitest";
import { modelServer, type ModelServer } from "../support/modelServer";
import { certificate, encrypted, proxyServer, type ProxyServer } from "../support/proxyServer";
import { folderWith, traceAuditor, type Finished } from "./support/commandLine";
import { historyLines, linesOf, pairs, rightly } from "./support/judging";

let model: ModelServer;
let proxy: ProxyServer;
const key = "sk-secret-0123456789";

afterEach(async () => {
  await proxy.close();
  await model.close();
});

const portOf = (url: string): number => Number(new URL(url).port);

/** No proxy of the machine that runs the tests counts. */
const noProxies = Object.fromEntries(
  ["http_proxy", "https_proxy", "all_proxy", "no_proxy"].flatMap((name) => [
    [name, ""],
    [name.toUpperCase(), ""],
  ]),
);

function judge(base: string, env: Record<string, string>, ...args: string[]): Promise<Finished> & { folder: string } {
  const folder = folderWith({ "pairs.jsonl": pairs(2), "ca.pem": certificate });
  const all = ["judge", "pairs.jsonl", "--base-url", base, "--model", "judge", "--history", "h", ...args];
  return Object.assign(traceAuditor(all, { folder, env: { ...noProxies, ...env } }), { folder });
}

describe("judge behind a proxy", () => {
  it("asks the proxy of HTTP_PROXY for the whole address, with the user that it names, and tells so", async () => {
    model = await modelServer(rightly);
    proxy = await proxyServer(portOf(model.url));
    const named = proxy.url.replace("//", "//me:pass%40word@");
    const run = await judge("http://model.test:8000", { HTTP_PROXY: named });
    expect(linesOf(run).map(({ state }) => state)).toEqual(["ok", "ok"]);
    expect(new Set(proxy.asked)).toEqual(
      new Set([
        "GET http://model.test:8000/v1/models",
        "GET http://model.test:8000/version",
        "POST http://model.test:8000/v1/chat/completions",
      ]),
    );
    expect(model.asked[0]?.headers.host).toBe("model.test:8000");
    expect(model.asked[0]?.headers.authorization).toBeUndefined();
    expect(new Set(proxy.users)).toEqual(new Set([`Basic ${Buffer.from("me:pass@word").toString("base64")}`]));
    expect(run.stderr).toContain(`http://model.test:8000 is reached through the proxy ${proxy.url}.`);
    expect(run.stdout + run.stderr).not.toMatch(/pass.*word/);
  });

  it("reaches https through a tunnel, in which the proxy reads neither key nor trace", async () => {
    model = await modelServer(rightly);
    const tls = await encrypted(portOf(model.url));
    proxy = await proxyServer(tls.port);
    const env = { https_proxy: proxy.url, TRACE_AUDITOR_API_KEY: key };
    const judging = judge("https://model.test", env, "--ca-file", "ca.pem");
    const run = await judging;
    tls.close();
    expect(linesOf(run).map(({ state }) => state)).toEqual(["ok", "ok"]);
    expect(new Set(proxy.asked)).toEqual(new Set(["CONNECT model.test:443"]));
    expect(model.asked[0]?.headers.authorization).toBe(`Bearer ${key}`);
    expect(proxy.tunnelled()).not.toBe("");
    expect(proxy.tunnelled()).not.toMatch(/sk-secret|Question|chat\/completions/);
    expect(JSON.stringify(historyLines(judging.folder))).not.toContain(key);
  });

  it("trusts no certificate behind a tunnel that nobody vouches for", async () => {
    model = await modelServer(rightly);
    const tls = await encrypted(portOf(model.url));
    proxy = await proxyServer(tls.port);
    const run = await judge("https://model.test", { HTTPS_PROXY: proxy.url });
    tls.close();
    expect(linesOf(run)[0]?.error?.message).toMatch(/certificate/);
    expect(model.requests()).toBe(0);
  });

  it("asks what is on this machine directly, and what NO_PROXY lists", async () => {
    model = await modelServer(rightly);
    proxy = await proxyServer(portOf(model.url));
    const run = await judge(model.url, { HTTP_PROXY: proxy.url, ALL_PROXY: proxy.url });
    expect([run.code, proxy.asked]).toEqual([0, []]);
    // A name that leads nowhere: no proxy is asked for it either.
    await judge("http://model.test:8000", { HTTP_PROXY: proxy.url, NO_PROXY: "other.test,.test" }, "--dry-run");
    const env = { HTTP_PROXY: proxy.url, NO_PROXY: "10.0.0.1, 169.254.1.1" };
    expect(linesOf(await judge("http://169.254.1.1", env))[0]?.error?.message).toContain("link-local");
    expect(proxy.asked).toEqual([]);
  });

  it("asks no proxy for a cloud's secrets either", async () => {
    model = await modelServer(rightly);
    proxy = await proxyServer(portOf(model.url));
    const run = await judge("http://169.254.169.254", { HTTP_PROXY: proxy.url });
    expect(linesOf(run)[0]?.error?.message).toContain("metadata");
    expect(proxy.asked).toEqual([]);
  });

  it.each([
    ["http://model.test", "HTTP_PROXY"],
    ["https://model.test", "HTTPS_PROXY"],
  ])("ends the run where the proxy of %s asks for a name and a password", async (base, name) => {
    model = await modelServer(rightly);
    proxy = await proxyServer(portOf(model.url), 407);
    const run = await judge(base, { [name]: proxy.url }, "--concurrency", "1");
    expect(run.stderr).toContain("Stopped: The proxy asks for a name and a password: its address takes them");
    expect(proxy.asked.filter((line) => /POST|CONNECT/.test(line)).length).toBeLessThan(5);
  });

  it("refuses a proxy that it cannot use before anything is sent", async () => {
    model = await modelServer(rightly);
    proxy = await proxyServer(portOf(model.url));
    const run = await judge("http://model.test", { http_proxy: "socks5://me:secret@127.0.0.1:1080" });
    expect([run.code, run.stdout]).toEqual([2, ""]);
    expect(run.stderr).toContain("list its host in NO_PROXY");
    expect(run.stderr).not.toContain("secret");
  });
});
