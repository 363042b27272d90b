/** One event on its way through a group. */
export interface Step {
  /** Cursor up to which everything is done when this step and all before it are. */
  through: number;
  done: boolean;
}

/**
 * Up to where a group is done without a gap, whatever the order in which its messages are: the checkpoint never
 * passes a message that is still open.
 */
export class Progress {
  private steps: Step[] = [];

  constructor(private reached: number) {}

  /** Cursor up to which everything is done. */
  get checkpoint(): number {
    return this.reached;
  }

  /** Takes an event in, in the order of reading. */
  begin(cursor: number): Step {
    const step = { through: cursor, done: false };
    this.steps.push(step);
    return step;
  }

  /** An event that nobody needs to handle. */
  pass(cursor: number): void {
    const last = this.steps.at(-1);
    if (last) last.through = cursor;
    else this.reached = cursor;
  }

  /** Marks a step done. Returns how far the checkpoint moved, in steps. */
  finish(step: Step): number {
    step.done = true;
    const open = this.steps.findIndex(({ done }) => !done);
    const finished = open < 0 ? this.steps.length : open;
    const last = this.steps[finished - 1];
    if (last) this.reached = last.through;
    if (finished > 0) this.steps = this.steps.slice(finished);
    return finished;
  }
}
