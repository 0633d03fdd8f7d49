import type { Host } from "../../core/host/host";
import { Judgements } from "../../core/ide/judgements/judgements";
import type { ClientFacts } from "../clientFacts";
import type { Judging } from "../services";

/** The services for judging; undefined if the client does not judge, or the host keeps no judgements. */
export function judgingOf({ options }: ClientFacts, { judging: host }: Host, onRead: () => void): Judging | undefined {
  const { judging: setup } = options;
  if (setup === undefined || host === undefined) return undefined;
  const judgements = new Judgements(host.hash, host.openHistory, onRead);
  judgements.use(setup.history);
  return { host, judgements, setup };
}
