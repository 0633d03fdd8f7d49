/**
 * A process that judges is killed at each of its first 200 events, a request sent or a line half written: afterwards the
 * history reads, only what it lacks is asked again, and no question has two answers in it. (test/cli/judgeKilled kills real
 * processes, at fewer moments.)
 */
import { describe, expect, it } from "vitest";
import type { LinePlace } from "../../../server/core/host/appendLog";
import type { Http } from "../../../server/core/host/http";
import { Client } from "../../../server/core/judge/endpoint/client";
import { readAddress } from "../../../server/core/judge/endpoint/endpoint";
import { Judge } from "../../../server/core/judge/flow/judge";
import { plan, type JudgeOptions } from "../../../server/core/judge/flow/plan";
import { readEntry } from "../../../server/core/judge/history/entry";
import { History } from "../../../server/core/judge/history/history";
import { FakeHttp, FastClock, MemoryLog, pair, rightVerdict, sha256 } from "./fakes";

const kills = 200;
const samples = Array.from({ length: 52 }, (_, i) => pair(i));
const questions = 2 * samples.length;
const endpoint = { address: readAddress("http://127.0.0.1:1"), model: "judge", key: undefined };
const options: JudgeOptions = {
  prompt: undefined,
  bothOrders: true,
  votes: 1,
  temperature: 0,
  maxTokens: 100,
  seed: 0,
  confidence: "votes",
};

/** A process that dies at its n-th event: from then on nothing comes of anything. */
class Life {
  private events = 0;
  private die: () => void = () => undefined;
  readonly death = new Promise<"killed">((resolve) => (this.die = () => resolve("killed")));

  constructor(private readonly end: number) {}

  get isOver(): boolean {
    return this.events >= this.end;
  }

  /** Counts an event. Is it the one that kills? */
  kills(): boolean {
    if (++this.events === this.end) this.die();
    return this.events === this.end;
  }
}

const never = new Promise<never>(() => undefined);

class MortalLog extends MemoryLog {
  constructor(
    kept: string[],
    private readonly life: Life,
  ) {
    super(kept);
  }

  override append(line: string): Promise<LinePlace> {
    if (this.life.isOver) return never;
    if (!this.life.kills()) return super.append(line);
    // As much of the last line as the system had taken.
    this.kept.push(line.slice(0, (line.length * (this.kept.length % 5)) / 5));
    return never;
  }
}

async function judge(kept: string[], life: Life): Promise<{ asked: number; end: "killed" | "done" }> {
  const server = new FakeHttp((request) => ({ says: rightVerdict(request) }));
  const http: Http = {
    send: (request) => (life.isOver || life.kills() ? never : server.send(request)),
  };
  const clock = new FastClock();
  const client = new Client(endpoint, { http, clock, random: () => 0, inFlight: 8 });
  const history = await History.open(new MortalLog(kept, life));
  const judging = new Judge({ clients: [client], history, clock, options, anew: false });
  const all = samples.map((sample) => {
    const planned = plan(sample, [endpoint], options, sha256);
    if ("problem" in planned) throw new Error(planned.problem);
    return judging.judge(planned);
  });
  const end = await Promise.race([life.death, Promise.all(all).then(() => "done" as const)]);
  return { asked: server.questions.length, end };
}

function answered(kept: readonly string[]): string[] {
  return kept.flatMap((line) => {
    const entry = readEntry(line);
    return entry?.outcome === "answered" ? [entry.request] : [];
  });
}

describe("a process that judges", () => {
  it(`is killed at each of ${kills} events, and the next one goes on`, async () => {
    const torn = new Set<number>();
    for (let event = 1; event <= kills; event++) {
      const kept: string[] = [];
      expect((await judge(kept, new Life(event))).end).toBe("killed");
      const before = answered(kept);
      if (kept.length > before.length) torn.add(event);
      const { asked, end } = await judge(kept, new Life(Infinity));
      expect({ event, end, asked }).toEqual({ event, end: "done", asked: questions - before.length });
      const after = answered(kept);
      expect(after).toHaveLength(questions);
      expect(new Set(after).size).toBe(questions);
    }
    // It died in the middle of lines too, and not between them alone.
    expect(torn.size).toBeGreaterThan(20);
  }, 120_000);
});
