/** The first thing of a proof that does not hold. */
export class Flaw extends Error {
  constructor(code, words) {
    super(words);
    this.code = code;
  }
}
/** Ends the check when something does not hold. */
export const must = (holds, code, words) => {
  if (!holds) throw new Flaw(code, words);
};
