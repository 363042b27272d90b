/**
 * Groups items: a batch is handed on when it is full, or `maxMs` after its first item. Pulls the next item only
 * when asked for the next batch, so a slow reader slows the source down.
 */
export async function* batches<Item>(
  items: AsyncIterable<Item>,
  options: { readonly maxSize: number; readonly maxMs: number },
): AsyncGenerator<Item[]> {
  const source = items[Symbol.asyncIterator]();
  let next = source.next();
  try {
    for (;;) {
      const first = await next;
      if (first.done) return;
      const batch = [first.value];
      const deadline = performance.now() + options.maxMs;
      next = source.next();
      while (batch.length < options.maxSize) {
        const more = await within(next, deadline - performance.now());
        if (more === 'late') break;
        // The end is seen again at the start of the next batch, since `next` stays as it is.
        if (more.done) break;
        batch.push(more.value);
        next = source.next();
      }
      yield batch;
    }
  } finally {
    // The item that is on its way is not waited for: ending the source settles it.
    next.catch(() => undefined);
    await source.return?.();
  }
}

const within = async <Result>(work: Promise<Result>, ms: number): Promise<Result | 'late'> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), Math.max(0, ms));
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};
