// @ts-check

/**
 * Runs one step and shows on the board how it goes.
 * @param {{ show(status: import('./types.mjs').Status): void }} board
 * @param {import('./types.mjs').StepName} name
 * @param {(step: import('./types.mjs').Step) => Promise<void>} work
 * @returns {Promise<void>}
 */
export async function step(board, name, work) {
  const began = performance.now();
  let worked = false;
  try {
    await work({
      working: (detail) => {
        worked = true;
        board.show({ name, state: 'working', detail });
      },
      done: (detail) =>
        board.show({
          name,
          state: 'ready',
          detail,
          ...(worked ? { tookMs: performance.now() - began } : {}),
        }),
    });
  } catch (error) {
    board.show({ name, state: 'failed', detail: 'see below' });
    throw error;
  }
}
