import { createPatch, type Operation, type Pointer } from 'rfc6902';

/** Longer lists are compared place by place: the shortest edit script of rfc6902 costs the square of the length. */
const LONG = 24;

const growing = (before: readonly unknown[], after: readonly unknown[], at: Pointer): Operation[] => {
  const kept = Math.min(before.length, after.length);
  const operations: Operation[] = [];
  for (let index = 0; index < kept; index += 1) {
    operations.push(...within(createPatch(before[index], after[index], long), at.add(String(index))));
  }
  for (let index = before.length - 1; index >= kept; index -= 1) {
    operations.push({ op: 'remove', path: at.add(String(index)).toString() });
  }
  for (const value of after.slice(kept)) {
    operations.push({ op: 'add', path: at.add('-').toString(), value });
  }
  return operations;
};

/** Moves the paths of a patch of one element to where the element is. */
const within = (patch: readonly Operation[], at: Pointer): Operation[] =>
  patch.map((operation) => ({ ...operation, path: `${at.toString()}${operation.path}` }));

const long = (before: unknown, after: unknown, at: Pointer): Operation[] | undefined => {
  if (!Array.isArray(before) || !Array.isArray(after)) return undefined;
  return before.length > LONG || after.length > LONG ? growing(before, after, at) : undefined;
};

/** What turns one document into the next; empty when nothing changed. */
export const patchBetween = (before: unknown, after: unknown): readonly Operation[] =>
  createPatch(before, after, long);
