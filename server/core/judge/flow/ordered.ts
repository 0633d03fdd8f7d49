/**
 * Works on things while they come, several at once, and gives the results in the things' order. At most `most` are under
 * way or waiting for one before them, so that memory stays flat.
 */
export async function* ordered<T, R>(
  things: AsyncIterable<T>,
  most: () => number,
  work: (thing: T) => Promise<R>,
): AsyncGenerator<R> {
  const underWay: Promise<R>[] = [];
  for await (const thing of things) {
    const result = work(thing);
    // Whoever awaits it hears of a failure; until then it is not unhandled.
    result.catch(() => undefined);
    underWay.push(result);
    while (underWay.length >= most()) yield await (underWay.shift() as Promise<R>);
  }
  for (const result of underWay) yield await result;
}
