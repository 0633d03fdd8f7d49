/** What leaves the extension host for a judge, and what comes back of it. */
import { describe, expect, it } from "vitest";
import { JudgeExchanges, type Permit } from "../../../client/src/judging/judgeExchanges";
import { KeyMask, withoutKey } from "../../../client/src/judging/keyMask";
import type { Http, HttpRequest } from "../../../server/core/host/http";
import { readAddress } from "../../../server/core/judge/endpoint/endpoint";
import { usualLimits } from "../../../server/core/host/http";
import type { JudgeHttpBody, JudgeHttpParams } from "../../../server/protocol/judgeHttp";

const key = 'sk-"ä/1';
const texts = [key, encodeURIComponent(key), JSON.stringify(key).slice(1, -1)];

function masked(pieces: readonly Uint8Array[]): string {
  const mask = new KeyMask(key);
  return Buffer.concat([...pieces.map((piece) => mask.take(piece)), mask.end()]).toString();
}

describe("the mask of a key", () => {
  it.each(texts)("finds %s wherever a stream is cut", (spelling) => {
    const bytes = Buffer.from(`sk sk-${spelling}${spelling} and sk-`);
    for (let at = 0; at <= bytes.length; at++) {
      expect(masked([bytes.subarray(0, at), bytes.subarray(at)])).toBe("sk sk-•••••• and sk-");
    }
    expect(masked([...bytes].map((byte) => Uint8Array.of(byte)))).toBe("sk sk-•••••• and sk-");
  });

  it("leaves everything as it is where there is no key", () => {
    expect(withoutKey("sk-1", undefined)).toBe("sk-1");
    expect(withoutKey("sk-1", "")).toBe("sk-1");
    expect(withoutKey("the key sk-1, sk-1", "sk-1")).toBe("the key •••, •••");
  });
});

class Listening implements Http {
  readonly requests: HttpRequest[] = [];
  send(request: HttpRequest): ReturnType<Http["send"]> {
    this.requests.push(request);
    return Promise.resolve({ status: 200, headers: { "x-echo": key }, body: pieces([Buffer.from(`it is ${key}`)]) });
  }
}

// eslint-disable-next-line @typescript-eslint/require-await -- a body comes as it comes
async function* pieces(all: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* all;
}

const asked = (url: string): JudgeHttpParams => ({ id: 1, method: "GET", url, headers: {}, limits: usualLimits });

describe("the requests of a judge", () => {
  const address = readAddress("http://127.0.0.1:8000/proxy/v1");

  function exchanges(permit: (http: Http) => Permit | string) {
    const http = new Listening();
    const told: JudgeHttpBody[] = [];
    let end: () => void;
    const whole = new Promise<void>((resolve) => (end = resolve));
    const all = new JudgeExchanges(
      () => permit(http),
      (body) => {
        told.push(body);
        if (body.piece === undefined) end();
      },
    );
    return { all, http, told, whole };
  }

  it.each([
    "http://127.0.0.1:8001/proxy/v1/models",
    "http://127.0.0.1:8000/other",
    "http://127.0.0.1:8000/proxyv1/models",
    "http://127.0.0.1:8000/proxy",
    "http://user@127.0.0.1:8000/proxy/v1",
  ])("go nowhere but below the address: not to %s", async (url) => {
    const { all, http } = exchanges((given) => ({ address, key, http: given }));
    expect(await all.send(asked(url))).toMatchObject({ failure: { code: "forbidden" } });
    expect(http.requests).toEqual([]);
  });

  it("go nowhere while nothing is permitted", async () => {
    const { all, http } = exchanges(() => "nobody judges");
    expect(await all.send(asked(address.models))).toEqual({ failure: { code: "forbidden", message: "nobody judges" } });
    expect(http.requests).toEqual([]);
  });

  it("take the key with them, of which nothing comes back", async () => {
    const { all, http, told, whole } = exchanges((given) => ({ address, key, http: given }));
    expect(await all.send(asked(address.models))).toEqual({ status: 200, headers: { "x-echo": "•••" } });
    await whole;
    expect(http.requests[0]?.headers["authorization"]).toBe(`Bearer ${key}`);
    expect(Buffer.from(told[0]?.piece ?? "", "base64").toString()).toBe("it is •••");
    expect(told.at(-1)).toEqual({ id: 1 });
  });
});
