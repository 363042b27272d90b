import { applyPatch, Pointer, type Operation } from 'rfc6902';

const copyOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return [...(value as unknown[])];
  if (typeof value === 'object' && value !== null) return { ...value };
  return value;
};

const child = (container: unknown, token: string): unknown => {
  if (Array.isArray(container)) return (container as unknown[])[Number(token)];
  if (typeof container === 'object' && container !== null)
    return (container as Record<string, unknown>)[token];
  return undefined;
};

/** Copies the containers on the way to `path`, so that what readers hold of the old document stays as it was. */
const copySpine = (root: unknown, path: string): void => {
  let container = root;
  for (const token of Pointer.fromJSON(path).tokens.slice(1, -1)) {
    const copied = copyOf(child(container, token));
    if (copied === undefined) return;
    if (Array.isArray(container)) (container as unknown[])[Number(token)] = copied;
    else (container as Record<string, unknown>)[token] = copied;
    container = copied;
  }
};

export type Patched = { readonly ok: true; readonly document: unknown } | { readonly ok: false };

/**
 * Applies a JSON patch without changing the document it is given; parts that the patch does not touch stay the same
 * objects, so that what shows them need not render again. Not `ok`: the patch does not fit this document.
 */
export const patched = (document: unknown, patch: readonly Operation[]): Patched => {
  let current = document;
  for (const operation of patch) {
    if (operation.path === '') {
      if (operation.op !== 'add' && operation.op !== 'replace') return { ok: false };
      current = operation.value as unknown;
      continue;
    }
    if (typeof current !== 'object' || current === null) return { ok: false };
    const root = copyOf(current);
    copySpine(root, operation.path);
    if ('from' in operation) copySpine(root, operation.from);
    if (applyPatch(root, [operation]).some((error) => error !== null)) return { ok: false };
    current = root;
  }
  return { ok: true, document: current };
};
