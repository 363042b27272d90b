/**
 * What several groups of changes say, by key: the newest one counts. Looking something up takes the same time however
 * many groups there are.
 */
export class Overlay<V> {
  private readonly groups = new Map<string, ReadonlyMap<string, V>>();

  get(key: string): V | undefined {
    return this.groups.get(key)?.get(key);
  }

  has(key: string): boolean {
    return this.groups.has(key);
  }

  add(group: ReadonlyMap<string, V>): void {
    for (const key of group.keys()) this.groups.set(key, group);
  }

  /** Forgets a group, but for what a newer one says about the same keys. */
  remove(group: ReadonlyMap<string, V>): void {
    for (const key of group.keys()) if (this.groups.get(key) === group) this.groups.delete(key);
  }
}

/** The values used last, at most `limit` of them. */
export class Recent<V> {
  private readonly values = new Map<string, V>();

  constructor(private readonly limit: number) {}

  get(key: string): V | undefined {
    return this.values.get(key);
  }

  /** Takes the place of what was known under the key; what was put in first has to go when there is no room. */
  put(key: string, value: V): void {
    this.values.delete(key);
    if (this.values.size >= this.limit) {
      const oldest = this.values.keys().next();
      if (!oldest.done) this.values.delete(oldest.value);
    }
    this.values.set(key, value);
  }

  delete(key: string): void {
    this.values.delete(key);
  }
}
