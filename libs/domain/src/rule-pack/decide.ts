import { canonicalJson } from '../attendance/canonical.js';
import { endedOverride, overrideFaults, type RuleOverride } from '../compliance/override.js';
import { readPack, readPackText } from '../compliance/read-pack.js';
import { refuseFaults } from '../compliance/refuse-faults.js';
import type { RulePack } from '../compliance/rule-pack.js';
import { shippedPacks } from '../compliance/shipped-packs.js';
import type { Decider } from '../decider.js';
import { Rejection } from '../rejection.js';
import type { RulePackCommand } from './commands.js';
import type { RulePackEvent } from './events.js';

/** What a programme has decided about its rules, so far. */
export interface RulePackState {
  readonly added: readonly RulePack[];
  readonly adopted: readonly string[];
  /** In the order in which they were decided. */
  readonly overrides: readonly RuleOverride[];
}

type CommandOf<Type extends RulePackCommand['type']> = Extract<RulePackCommand, { readonly type: Type }>;

/** All versions of a pack that there are; those that ship first. */
const versionsOf = (state: RulePackState, packId: string): readonly RulePack[] =>
  [...shippedPacks, ...state.added].filter(({ id }) => id === packId);

const override = (
  { type: _type, reason, ...data }: CommandOf<'OverrideRules'>,
  state: RulePackState,
): readonly RulePackEvent[] => {
  const newest = versionsOf(state, data.packId)
    .toSorted((a, b) => a.version - b.version)
    .at(-1);
  if (newest === undefined) throw new Rejection('not-found', { packId: data.packId });
  if (state.overrides.some(({ overrideId }) => overrideId === data.overrideId)) {
    throw new Rejection('already-exists');
  }
  const faults = overrideFaults(newest, data);
  if (faults.length > 0) return refuseFaults(faults);
  return [{ type: 'RulesOverridden', data: { ...data, personal: { reason } } }];
};

const withdraw = (
  { type: _type, reason, ...data }: CommandOf<'WithdrawOverride'>,
  state: RulePackState,
): readonly RulePackEvent[] => {
  const meant = state.overrides.find(({ overrideId }) => overrideId === data.overrideId);
  if (meant === undefined) throw new Rejection('not-found', { overrideId: data.overrideId });
  if (meant.effectiveTo !== null && meant.effectiveTo <= data.lastDay) return [];
  return [{ type: 'OverrideWithdrawn', data: { ...data, personal: { reason } } }];
};

const add = (
  { type: _type, reason, ...data }: CommandOf<'AddRulePack'>,
  state: RulePackState,
): readonly RulePackEvent[] => {
  const reading = readPackText(data.document);
  if (!reading.ok) return refuseFaults(reading.faults);
  const { id, version } = reading.pack;
  const newest = Math.max(0, ...versionsOf(state, id).map((pack) => pack.version));
  if (version <= newest) {
    return refuseFaults([
      { path: 'version', message: `must be higher than ${newest}, which there is already` },
    ]);
  }
  const document = canonicalJson(JSON.parse(JSON.stringify(reading.pack)) as never);
  const added = { ...data, packId: id, packVersion: version, document };
  return [{ type: 'RulePackAdded', data: { ...added, personal: { reason } } }];
};

const adopt = (
  { type: _type, reason, ...data }: CommandOf<'AdoptRulePack'>,
  state: RulePackState,
): readonly RulePackEvent[] => {
  if (versionsOf(state, data.packId).length === 0) throw new Rejection('not-found', { packId: data.packId });
  if (state.adopted.includes(data.packId)) return [];
  return [{ type: 'RulePackAdopted', data: { ...data, personal: { reason } } }];
};

const decide = (command: RulePackCommand, state: RulePackState): readonly RulePackEvent[] => {
  switch (command.type) {
    case 'OverrideRules':
      return override(command, state);
    case 'WithdrawOverride':
      return withdraw(command, state);
    case 'AddRulePack':
      return add(command, state);
    case 'AdoptRulePack':
      return adopt(command, state);
    default:
      return command satisfies never;
  }
};

const withPack = (state: RulePackState, document: string): RulePackState => {
  const reading = readPack(JSON.parse(document));
  // A pack that a newer program cannot read any more is not in force; the event stays.
  return reading.ok ? { ...state, added: [...state.added, reading.pack] } : state;
};

const evolve = (state: RulePackState, event: RulePackEvent): RulePackState => {
  switch (event.type) {
    case 'RulesOverridden': {
      const { overrideId, packId, ruleId, parameters, effectiveFrom, effectiveTo } = event.data;
      const next = { overrideId, packId, ruleId, parameters, effectiveFrom, effectiveTo };
      return { ...state, overrides: [...state.overrides, next] };
    }
    case 'OverrideWithdrawn': {
      const { overrideId, lastDay } = event.data;
      return { ...state, overrides: endedOverride(state.overrides, overrideId, lastDay) };
    }
    case 'RulePackAdded':
      return withPack(state, event.data.document);
    case 'RulePackAdopted':
      return { ...state, adopted: [...state.adopted, event.data.packId] };
    default:
      return event satisfies never;
  }
};

export const rulePackDecider: Decider<RulePackCommand, RulePackState, RulePackEvent> = {
  decide,
  evolve,
  initialState: () => ({ added: [], adopted: [], overrides: [] }),
};
