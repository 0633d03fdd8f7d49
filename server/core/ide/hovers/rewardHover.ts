import type { AuditedFile } from "../../audit/auditedFile";
import { fileSpan } from "../../audit/places";
import { describeCall, describeOwn, describeReward } from "../../views/describeReward";
import { recordAt, tracePlaceAt } from "../place";
import type { ShownRewards } from "../shownRewards";
import type { Hovered } from "./hovered";

/** On the header of a sample or its trace: how the reward came about. Empty if there is nothing to say. */
export function rewardOnHeader(uri: string, file: AuditedFile, offset: number, rewards: ShownRewards): string {
  const [sample] = recordAt(file, offset)?.samples ?? [];
  const breakdown = sample && rewards.breakdown(sample);
  const own = sample && rewards.own(uri, sample);
  return [
    ...(breakdown === undefined ? [] : [describeReward(breakdown)]),
    ...(own === undefined ? [] : [describeOwn(own)]),
  ].join("\n\n");
}

/** On a call: what it earned, and the place of the call. */
export function rewardOnCall(
  file: AuditedFile,
  offset: number,
  rewards: Pick<ShownRewards, "breakdown">,
): Hovered | undefined {
  const place = tracePlaceAt(file, offset);
  if (place === undefined) return undefined;
  const calls = rewards.breakdown(place.sample)?.calls;
  for (const call of calls?.calls ?? []) {
    const at = [call.place, call.truth].find(
      (one) => one?.part === place.part && one.span.start <= place.offset && place.offset <= one.span.end,
    );
    if (at !== undefined) return { markdown: describeCall(call, calls?.perPoint), span: fileSpan(place.record, at) };
  }
  return undefined;
}
