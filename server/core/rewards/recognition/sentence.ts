import { agreeingOf, type Agreement, type Recognition } from "./recognise";

/** A recognition in words: "agrees with open-r1/format on 180 of 180 records". */
export function recognitionSentence(recognition: Recognition): string {
  switch (recognition.kind) {
    case "agrees":
      return `agrees with ${titleOf(recognition.with)} on ${countOf(recognition.with)}`;
    case "several": {
      const { enough, tooFew, least } = agreeingOf(recognition.with);
      const open =
        tooFew.length === 0 ? "" : `. It may also be ${listOf(tooFew.map(titleOf), "or")}: too few records decide`;
      const on = least === undefined ? "" : ` on ${countOf(least)}`;
      const apart = enough.length > 1 ? "; no record tells them apart" : "";
      return `agrees with ${listOf(enough.map(titleOf))}${on}${apart}${open}`;
    }
    case "near":
      return `is near ${titleOf(recognition.with)}: agrees on ${countOf(recognition.with)}, and differs first at record ${recognition.differsAt + 1}. Another version of the function, a text that was cut or special tokens may be why`;
    case "none":
      return "agrees with no known reward";
    case "open":
      return `may be ${listOf(recognition.with.map(titleOf), "or")}: so few records, or so many of one value, agree by chance too`;
    case "few":
      return `has ${recognition.scored} scored ${recognition.scored === 1 ? "record" : "records"}: too few to tell which reward it is`;
  }
}

function titleOf({ parts }: Agreement): string {
  return parts.join(" + ");
}

function countOf({ agreed, decided, undecided }: Agreement): string {
  const open = undecided === 0 ? "" : ` (${undecided} more undecided)`;
  return `${agreed} of ${decided} records${open}`;
}

function listOf(names: readonly string[], last = "and"): string {
  const most = 8;
  if (names.length > most) return `${names.slice(0, most).join(", ")} ${last} ${names.length - most} more`;
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} ${last} ${names.at(-1)}`;
}
