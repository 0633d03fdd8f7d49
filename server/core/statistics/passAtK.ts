/**
 * pass@k of one prompt: the probability that at least one of k rollouts is right, drawn without replacement from n of
 * which c are (Chen et al. 2021, arXiv 2107.03374): 1 − Π_{i<k} (n − c − i)/(n − i).
 *
 * @returns undefined if there are fewer than k rollouts
 */
export function passAtK(n: number, c: number, k: number): number | undefined {
  if (n < k) return undefined;
  let allWrong = 1;
  for (let i = 0; i < k; i++) allWrong *= Math.max(0, n - c - i) / (n - i);
  return 1 - allWrong;
}

/**
 * pass^k of one prompt: the probability that all of k rollouts are right, C(c, k)/C(n, k) (τ-bench, arXiv 2406.12045).
 *
 * @returns undefined if there are fewer than k rollouts
 */
export function passAllK(n: number, c: number, k: number): number | undefined {
  if (n < k) return undefined;
  let allRight = 1;
  for (let i = 0; i < k; i++) allRight *= Math.max(0, c - i) / (n - i);
  return allRight;
}
