/** Who makes a call. */
export type Principal =
  /** The node has no users: whoever reaches it may do everything. */
  | { kind: 'anybody' }
  /** The node has users, and the call names none. */
  | { kind: 'anonymous' }
  | { kind: 'user'; name: string; groups: readonly string[] };

/** May do everything. */
export const ADMINS = '$admins';
/** May run the node: persistent subscriptions, compaction. */
export const OPERATORS = '$ops';
/** In an ACL: every user. */
export const EVERYBODY = '$all';

/** Whether one of the names in an ACL is the caller's, or that of a group of theirs. */
export function isAmong(principal: Principal, names: readonly string[]): boolean {
  switch (principal.kind) {
    case 'anybody':
      return true;
    case 'anonymous':
      return false;
    case 'user': {
      const { name, groups } = principal;
      return names.some((given) => given === EVERYBODY || given === name || groups.includes(given));
    }
    default: {
      const never: never = principal;
      return never;
    }
  }
}

export function isAdmin(principal: Principal): boolean {
  return principal.kind === 'anybody' || (principal.kind === 'user' && principal.groups.includes(ADMINS));
}
