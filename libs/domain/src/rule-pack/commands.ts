import type { RulePackEvent } from './events.js';

type Data<Type extends RulePackEvent['type']> = Extract<RulePackEvent, { readonly type: Type }>['data'];
type WithReason<Data> = Omit<Data, 'personal'> & { readonly reason: string };

export type RulePackCommand =
  /** Puts other parameters in force for a rule, or for the definitions of a pack. */
  | ({ readonly type: 'OverrideRules' } & WithReason<Data<'RulesOverridden'>>)
  /** Ends an override; it stays in force for the days that it was meant for until then. */
  | ({ readonly type: 'WithdrawOverride' } & WithReason<Data<'OverrideWithdrawn'>>)
  /** Adds a pack, or a newer version of one; its own dates say when it is in force. */
  | ({ readonly type: 'AddRulePack' } & WithReason<Omit<Data<'RulePackAdded'>, 'packId' | 'packVersion'>>)
  | ({ readonly type: 'AdoptRulePack' } & WithReason<Data<'RulePackAdopted'>>);
