import type { AuditedFile } from "../../core/audit/auditedFile";
import { fileSpan } from "../../core/audit/places";
import type { Span } from "../../core/text/span";
import { describeCall, describeOwn, describeReward } from "../../core/views/describeReward";
import type { OpenDocument } from "../openDocument";
import { recordAt, tracePlaceAt } from "../../core/ide/place";
import type { Services } from "../services";

/** On the header of a sample or its trace: how the reward came about. Empty where there is nothing to tell. */
export function rewardOnHeader(
  document: OpenDocument,
  file: AuditedFile,
  offset: number,
  { rewards }: Services,
): string {
  const [sample] = recordAt(file, offset)?.samples ?? [];
  const breakdown = sample && rewards.breakdown(sample);
  const own = sample && rewards.own(document.uri, sample);
  return [
    ...(breakdown === undefined ? [] : [describeReward(breakdown)]),
    ...(own === undefined ? [] : [describeOwn(own)]),
  ].join("\n\n");
}

/** On a call: what it earned, and where. */
export function rewardOnCall(
  file: AuditedFile,
  offset: number,
  { rewards }: Services,
): { readonly markdown: string; readonly span: Span } | undefined {
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
