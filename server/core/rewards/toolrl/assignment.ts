/**
 * The assignment of rows to columns with the greatest total weight, each row and column used at most once (the
 * Hungarian method with potentials, O(rows² · columns)). There must not be more rows than columns.
 *
 * @param weights `weights[row][column]`, none negative
 * @returns the column of each row
 */
export function assign(weights: readonly (readonly number[])[]): number[] {
  const rows = weights.length;
  const columns = weights[0]?.length ?? 0;
  // Numbered from 1; 0 stands for "none". Minimises the negated weights.
  const rowPotential = new Float64Array(rows + 1);
  const columnPotential = new Float64Array(columns + 1);
  const rowOf = new Int32Array(columns + 1);
  const previous = new Int32Array(columns + 1);
  for (let row = 1; row <= rows; row++) {
    rowOf[0] = row;
    const slack = new Float64Array(columns + 1).fill(Infinity);
    const visited = new Uint8Array(columns + 1);
    let column = 0;
    do {
      visited[column] = 1;
      const current = rowOf[column] ?? 0;
      let delta = Infinity;
      let next = 0;
      for (let j = 1; j <= columns; j++) {
        if (visited[j] === 1) continue;
        const weight = weights[current - 1]?.[j - 1] ?? 0;
        const cost = -weight - (rowPotential[current] ?? 0) - (columnPotential[j] ?? 0);
        if (cost < (slack[j] ?? Infinity)) {
          slack[j] = cost;
          previous[j] = column;
        }
        const value = slack[j] ?? Infinity;
        if (value < delta) {
          delta = value;
          next = j;
        }
      }
      for (let j = 0; j <= columns; j++) {
        if (visited[j] === 1) {
          const assigned = rowOf[j] ?? 0;
          rowPotential[assigned] = (rowPotential[assigned] ?? 0) + delta;
          columnPotential[j] = (columnPotential[j] ?? 0) - delta;
        } else {
          slack[j] = (slack[j] ?? Infinity) - delta;
        }
      }
      column = next;
    } while ((rowOf[column] ?? 0) !== 0);
    while (column !== 0) {
      const before = previous[column] ?? 0;
      rowOf[column] = rowOf[before] ?? 0;
      column = before;
    }
  }
  const columnOf = new Array<number>(rows).fill(-1);
  for (let j = 1; j <= columns; j++) {
    const row = rowOf[j] ?? 0;
    if (row !== 0) columnOf[row - 1] = j - 1;
  }
  return columnOf;
}
