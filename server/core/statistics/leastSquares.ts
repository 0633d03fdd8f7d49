/**
 * The weights w that make Σ (y − x·w)² least, by the normal equations and Gauss's elimination with the largest pivot.
 *
 * @param x rows of as many numbers each
 * @returns undefined where the columns do not tell the weights apart
 */
export function leastSquares(x: readonly (readonly number[])[], y: readonly number[]): number[] | undefined {
  const columns = x[0]?.length ?? 0;
  const matrix = Array.from({ length: columns }, (_, i) => {
    const row = Array.from({ length: columns }, (__, j) =>
      x.reduce((sum, one) => sum + (one[i] ?? 0) * (one[j] ?? 0), 0),
    );
    return [...row, x.reduce((sum, one, at) => sum + (one[i] ?? 0) * (y[at] ?? 0), 0)];
  });
  const largest = Math.max(0, ...matrix.map((row, i) => Math.abs(row[i] ?? 0)));
  for (let column = 0; column < columns; column++) {
    let pivot = column;
    for (let row = column + 1; row < columns; row++) {
      if (Math.abs(at(matrix, row, column)) > Math.abs(at(matrix, pivot, column))) pivot = row;
    }
    if (Math.abs(at(matrix, pivot, column)) <= 1e-12 * largest) return undefined;
    [matrix[column], matrix[pivot]] = [matrix[pivot] as number[], matrix[column] as number[]];
    for (let row = 0; row < columns; row++) {
      if (row === column) continue;
      const factor = at(matrix, row, column) / at(matrix, column, column);
      matrix[row] = (matrix[row] as number[]).map((value, i) => value - factor * at(matrix, column, i));
    }
  }
  return Array.from({ length: columns }, (_, i) => at(matrix, i, columns) / at(matrix, i, i));
}

function at(matrix: readonly (readonly number[])[], row: number, column: number): number {
  return matrix[row]?.[column] ?? 0;
}
