import { count } from "../words";

/** "12 ids stand for other questions in the other run". */
export function otherQuestionWords(n: number): string {
  return n === 1
    ? "1 id stands for another question in the other run"
    : `${count(n)} ids stand for other questions in the other run`;
}
