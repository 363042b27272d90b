/** Who may do what with a stream: names of users and groups; an action that is missing is left to the default. */
export interface StreamAcl {
  read?: string[];
  write?: string[];
  delete?: string[];
  metaRead?: string[];
  metaWrite?: string[];
}

const KEYS = { read: '$r', write: '$w', delete: '$d', metaRead: '$mr', metaWrite: '$mw' } as const;

export type AclAction = keyof StreamAcl;

/**
 * An ACL out of JSON (`{"$r": "alice", "$w": ["$ops", "bob"]}`). Whatever is neither a name nor a list of names says
 * nothing, as in EventStoreDB. Undefined when nothing is said at all.
 */
export function parseAcl(json: unknown): StreamAcl | undefined {
  if (typeof json !== 'object' || json === null) return undefined;
  const given: Partial<Record<string, unknown>> = { ...json };
  const acl: StreamAcl = {};
  for (const action of actions) {
    const names = namesOf(given[KEYS[action]]);
    if (names) acl[action] = names;
  }
  return Object.keys(acl).length === 0 ? undefined : acl;
}

const actions: readonly AclAction[] = ['read', 'write', 'delete', 'metaRead', 'metaWrite'];

function namesOf(value: unknown): string[] | undefined {
  if (typeof value === 'string') return [value];
  if (!Array.isArray(value)) return undefined;
  return value.filter((name): name is string => typeof name === 'string');
}
