import type { JsonField } from "../json/jsonField";
import { isObject } from "../json/jsonField";
import type { JsonFormat } from "../fields/jsonFormat";
import { readRowsOf } from "../fields/rows";
import { rewardBenchLog } from "./rewardBenchLog";

/** RM-R1's logs on RMB's best-of-n sets by group: an object with a list of judgements under each group's name. */
export const rewardBenchGroups: JsonFormat = {
  id: "reward-bench-groups",
  rank: 20,
  title: "RMB log by group",
  fields: "lists of judgements with `text_chosen`, `text_rejected` and `results`",
  origin: { writer: "RM-R1's evaluation on RMB's best-of-n sets", group: "`bon_uid`", reward: "`results`" },
  unit: "rows",
  fits: (record) => {
    const lists = listsOf(record);
    return lists.length > 0 && lists.every((list) => list.items().every((each) => rewardBenchLog.fits(each)));
  },
  read: (record) =>
    readRowsOf(
      listsOf(record).flatMap((list) => list.items()),
      (each) => rewardBenchLog.read(each),
    ),
};

/** The members, if each is a list. */
function listsOf(record: JsonField): readonly JsonField[] {
  if (!isObject(record.value)) return [];
  const names = Object.keys(record.value);
  const lists = names.flatMap((name) => record.get(name) ?? []);
  return names.length > 0 && lists.length === names.length && lists.every((list) => isList(list.value)) ? lists : [];
}

function isList(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && isObject(value[0]);
}
