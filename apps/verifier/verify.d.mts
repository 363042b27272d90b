/** The first thing of a proof that does not hold. */
export declare class Flaw extends Error {
  readonly code: string;
}

/** Checks a proof from end to end. */
export declare const verify: (
  document: unknown,
  trusted?: readonly string[],
) => {
  readonly checkCode: string;
  readonly sessions: number;
  readonly corrections: number;
  readonly links: number;
  readonly roots: number;
  readonly keyIds: readonly string[];
  readonly countedMs: Readonly<Record<string, number>>;
};
