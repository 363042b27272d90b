/** What clients know about their appends, and the checks of a store against it. */
export class Journal {
  /** Every append tried: its ids, and what was answered, if anything. */
  appends = [];
  byId = new Map();
  deletes = new Set();

  begin(stream, ids) {
    const entry = { stream, ids, revision: undefined, position: undefined };
    this.appends.push(entry);
    ids.forEach((id, index) => this.byId.set(id, { entry, index }));
    return entry;
  }

  /** @returns sentences, one for each thing that is not as it must be */
  check(events) {
    const problems = [];
    const found = new Map();
    const revisions = new Map();
    let last = -1n;
    for (const { event } of events) {
      if (!event) continue;
      const { commit } = event.position;
      if (commit <= last) problems.push(`position ${commit} after ${last}`);
      last = commit;
      const previous = revisions.get(event.streamId) ?? -1n;
      if (event.revision !== previous + 1n)
        problems.push(`${event.streamId}: ${event.revision} after ${previous}`);
      revisions.set(event.streamId, event.revision);
      if (event.streamId.startsWith('$')) continue;
      if (!this.byId.has(event.id)) problems.push(`${event.streamId}@${event.revision} was never sent`);
      if (found.has(event.id)) problems.push(`${event.id} is there twice`);
      found.set(event.id, event);
    }
    for (const entry of this.appends) problems.push(...checkAppend(entry, found));
    return problems;
  }
}

function checkAppend({ stream, ids, revision, position }, found) {
  const own = ids.map((id) => found.get(id));
  const there = own.filter((event) => event !== undefined);
  if (there.length === 0)
    return revision === undefined ? [] : [`${stream}@${revision} was acknowledged and is lost`];
  if (there.length !== ids.length)
    return [`${stream}: ${there.length} of ${ids.length} events of one append`];
  const [first] = there;
  const inOrder = there.every(
    (event, index) => event.streamId === stream && event.revision === first.revision + BigInt(index),
  );
  if (!inOrder) return [`${stream}: an append out of order`];
  const final = there.at(-1);
  if (revision !== undefined && (final.revision !== revision || final.position.commit !== position)) {
    return [
      `${stream}: acknowledged as ${revision} at ${position}, found as ${final.revision} at ${final.position.commit}`,
    ];
  }
  return [];
}
