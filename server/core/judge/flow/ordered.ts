/**
 * Works on items as they arrive, several at once, and yields the results in the items' order. At most `most` are in
 * work or wait for an earlier one, so that memory stays flat.
 */
export async function* ordered<T, R>(
  things: AsyncIterable<T>,
  most: () => number,
  work: (thing: T) => Promise<R>,
): AsyncGenerator<R> {
  const underWay: Promise<R>[] = [];
  for await (const thing of things) {
    const result = work(thing);
    // Whoever awaits it gets the failure; until then it does not count as unhandled.
    result.catch(() => undefined);
    underWay.push(result);
    while (underWay.length >= most()) yield await (underWay.shift() as Promise<R>);
  }
  for (const result of underWay) yield await result;
}
