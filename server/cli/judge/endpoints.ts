import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import {
  BadAddress,
  editorAddress,
  readAddress,
  type Address,
  type Endpoint,
} from "../../core/judge/endpoint/endpoint";
import { whyUnreadable } from "../../node/inputs";
import { Failure } from "../failure";

export interface EndpointFlags {
  readonly baseUrl?: string;
  /** `NAME` or `NAME@BASE-URL`. */
  readonly model?: readonly string[];
  /** `FILE`, or `ORIGIN=FILE` for a model at another address. */
  readonly apiKeyFile?: readonly string[];
  readonly allowInsecureKey?: true;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads endpoints from flags and environment. A key is sent only to the address that it was given for: the key from the
 * environment and a plain `--api-key-file` to the base URL, any other key to its origin.
 *
 * @throws Failure
 */
export async function readEndpoints(
  flags: EndpointFlags,
  env: Environment,
  folder: string,
): Promise<readonly Endpoint[]> {
  const base = flags.baseUrl ?? env["TRACE_AUDITOR_BASE_URL"];
  const models = flags.model ?? (env["TRACE_AUDITOR_MODEL"] === undefined ? [] : [env["TRACE_AUDITOR_MODEL"]]);
  if (models.length === 0) throw new Failure("Which model is to judge? Name it with --model or TRACE_AUDITOR_MODEL.");
  const baseAddress = base === undefined ? undefined : addressOf(base);
  const keys = await readKeys(flags, env, folder, baseAddress);
  return models.map((written) => {
    const { name, url } = modelAt(written);
    const address = url === undefined ? baseAddress : addressOf(url);
    if (address === undefined) {
      throw new Failure(
        `Where is ${written} served? Give its address with --base-url or TRACE_AUDITOR_BASE_URL, or as ${written}@http://127.0.0.1:8000.`,
      );
    }
    const key = keys.get(address.origin);
    if (key !== undefined && !address.isEncrypted && !address.isLoopback && flags.allowInsecureKey !== true) {
      throw new Failure(
        `The key would go to ${address.origin} in the clear, where everyone on the way can read it. Use https, or say --allow-insecure-key.`,
      );
    }
    return { address, model: name, key };
  });
}

/** Warnings before traces are sent unencrypted to another machine. */
export function transportWarnings(endpoints: readonly Endpoint[]): readonly string[] {
  const open = endpoints.filter(({ address }) => !address.isEncrypted && !address.isLoopback);
  return [...new Set(open.map(({ address }) => address.origin))].map(
    (origin) => `Traces go to ${origin} in the clear: everyone on the way can read them. Use https where you can.`,
  );
}

/** A model's own name may contain an @ (`org/name@main`); an address begins with its scheme. */
function modelAt(written: string): { readonly name: string; readonly url: string | undefined } {
  const found = /^(.+?)@((?:https?:\/\/|unix:).+)$/.exec(written);
  return found === null ? { name: written, url: undefined } : { name: found[1] ?? "", url: found[2] };
}

function addressOf(url: string): Address {
  if (url === editorAddress) throw new Failure("The editor's own models can be asked in the editor alone.");
  try {
    return readAddress(url);
  } catch (error) {
    if (error instanceof BadAddress) throw new Failure(error.message);
    throw error;
  }
}

async function readKeys(
  { apiKeyFile = [] }: EndpointFlags,
  env: Environment,
  folder: string,
  base: Address | undefined,
): Promise<ReadonlyMap<string, string>> {
  const keys = new Map<string, string>();
  const fromEnvironment = env["TRACE_AUDITOR_API_KEY"];
  if (fromEnvironment !== undefined && fromEnvironment !== "" && base !== undefined) {
    keys.set(base.origin, usable(fromEnvironment, "TRACE_AUDITOR_API_KEY"));
  }
  for (const given of apiKeyFile) {
    const found = /^((?:https?:\/\/[^=]+)|unix:[^=]+)=(.+)$/.exec(given);
    const origin = found === null ? base?.origin : addressOf(found[1] ?? "").origin;
    const file = found?.[2] ?? given;
    if (origin === undefined) {
      throw new Failure(`Which address is the key in ${file} for? Give a --base-url, or write ORIGIN=${file}.`);
    }
    let text: string;
    try {
      text = await readFile(resolve(folder, file), "utf8");
    } catch (error) {
      throw new Failure(`${file}: the key cannot be read: ${whyUnreadable(error)}.`);
    }
    keys.set(origin, usable(text.trim(), file));
  }
  return keys;
}

/** Checks that a header can carry the key. The key is never shown. */
function usable(key: string, where: string): string {
  if (/^[\x21-\x7e]+$/.test(key)) return key;
  throw new Failure(`${where} holds no key: a key is one word of plain characters.`);
}
