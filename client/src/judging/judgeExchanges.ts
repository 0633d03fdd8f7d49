import { HttpFailure, type Http } from "../../../server/core/host/http";
import type { Address } from "../../../server/core/judge/endpoint/endpoint";
import type { JudgeHttpBody, JudgeHttpHead, JudgeHttpParams } from "../../../server/protocol/judgeHttp";
import { KeyMask, withoutKey } from "./keyMask";

/** Where requests may go at present, and how. */
export interface Permit {
  readonly address: Address;
  /** Sent to that address only, and masked in everything that comes back. */
  readonly key: string | undefined;
  readonly http: Http;
}

/**
 * The requests of the language server: each is checked against what the user permits at that moment, whatever the
 * server asks for.
 */
export class JudgeExchanges {
  private readonly underWay = new Map<number, AbortController>();

  /**
   * @param permit where requests may go; or why none may, as a phrase after "no answer: "
   * @param tell takes the bodies of answers
   */
  constructor(
    private readonly permit: () => Permit | string,
    private readonly tell: (body: JudgeHttpBody) => void,
  ) {}

  async send({ id, method, url, headers, body, limits }: JudgeHttpParams): Promise<JudgeHttpHead> {
    const permit = this.permit();
    if (typeof permit === "string") return { failure: { code: "forbidden", message: permit } };
    const { address, key, http } = permit;
    if (!url.startsWith(`${address.root}/`)) {
      return { failure: { code: "forbidden", message: `requests go to ${address.origin} alone` } };
    }
    const cancel = new AbortController();
    this.underWay.set(id, cancel);
    try {
      const response = await http.send({
        method,
        url,
        socketPath: address.socketPath,
        headers: { ...headers, ...(key !== undefined && { authorization: `Bearer ${key}` }) },
        body,
        limits,
        signal: cancel.signal,
      });
      void this.tellBody(id, response.body, key);
      const shown = Object.entries(response.headers).map(([name, value]) => [name, withoutKey(value, key)] as const);
      return { status: response.status, headers: Object.fromEntries(shown) };
    } catch (error) {
      this.underWay.delete(id);
      return { failure: failureOf(error) };
    }
  }

  /** Closes an exchange, even if more of it is still to come. */
  close(id: number): void {
    this.underWay.get(id)?.abort();
    this.underWay.delete(id);
  }

  /** Closes all exchanges: the user no longer permits any. */
  closeAll(): void {
    for (const id of [...this.underWay.keys()]) this.close(id);
  }

  private async tellBody(id: number, body: AsyncIterable<Uint8Array>, key: string | undefined): Promise<void> {
    const mask = new KeyMask(key);
    const tellPiece = (piece: Uint8Array): void => {
      if (piece.length > 0 && this.underWay.has(id)) this.tell({ id, piece: base64(piece) });
    };
    try {
      for await (const piece of body) {
        if (!this.underWay.has(id)) return;
        tellPiece(mask.take(piece));
      }
      tellPiece(mask.end());
      if (this.underWay.delete(id)) this.tell({ id });
    } catch (error) {
      if (this.underWay.delete(id)) this.tell({ id, failure: failureOf(error) });
    }
  }
}

function failureOf(error: unknown): { code: HttpFailure["code"]; message: string } {
  if (error instanceof HttpFailure) return { code: error.code, message: error.message };
  return { code: "unreachable", message: error instanceof Error ? error.message : String(error) };
}

/** Number of bytes that become a string at once: engines limit the number of arguments. */
const atOnce = 8192;

function base64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += atOnce) text += String.fromCharCode(...bytes.subarray(at, at + atOnce));
  return btoa(text);
}
