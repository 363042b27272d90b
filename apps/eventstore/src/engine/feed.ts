import type { StoredEvent } from '../log/record.js';

export type Listener = (events: readonly StoredEvent[]) => void;

/** Tells whoever listens which events have become durable, in order, each group at once. */
export class Feed {
  private readonly all = new Set<Listener>();
  private readonly byStream = new Map<string, Set<Listener>>();

  get listeners(): number {
    return [...this.byStream.values()].reduce((sum, set) => sum + set.size, this.all.size);
  }

  /** Hears every event. Returns the function that ends it. */
  onAll(listener: Listener): () => void {
    this.all.add(listener);
    return () => this.all.delete(listener);
  }

  /** Hears the events of one stream. Returns the function that ends it. */
  onStream(stream: string, listener: Listener): () => void {
    const set = this.byStream.get(stream) ?? new Set();
    this.byStream.set(stream, set);
    set.add(listener);
    return () => {
      set.delete(listener);
      if (set.size === 0) this.byStream.delete(stream);
    };
  }

  publish(events: readonly StoredEvent[]): void {
    for (const listener of this.all) listener(events);
    if (this.byStream.size === 0) return;
    for (const [stream, own] of groupByStream(events)) {
      for (const listener of this.byStream.get(stream) ?? []) listener(own);
    }
  }
}

function groupByStream(events: readonly StoredEvent[]): Map<string, StoredEvent[]> {
  const groups = new Map<string, StoredEvent[]>();
  for (const event of events) {
    const group = groups.get(event.stream);
    if (group) group.push(event);
    else groups.set(event.stream, [event]);
  }
  return groups;
}
