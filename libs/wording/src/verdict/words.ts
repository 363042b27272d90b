import type { VerdictSentence, VerdictStatus } from '@hearth/domain';

/** What a verdict is called, and the sentence that it speaks; `{{name}}` is a hole for one of its values. */
export interface VerdictWords {
  readonly status: Readonly<Record<VerdictStatus, string>>;
  readonly sentence: Readonly<Record<VerdictSentence, string>>;
}
