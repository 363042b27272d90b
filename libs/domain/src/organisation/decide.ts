import { endedOverride, overrideFaults, type OrganisationOverride } from '../compliance/override.js';
import { refuseFaults } from '../compliance/refuse-faults.js';
import { shippedPacks } from '../compliance/shipped-packs.js';
import type { Decider } from '../decider.js';
import { Rejection } from '../rejection.js';
import type { OrganisationCommand } from './commands.js';
import type { OrganisationEvent } from './events.js';

/** What an organisation has decided so far, in that order. */
export interface OrganisationState {
  readonly overrides: readonly OrganisationOverride[];
}

type CommandOf<Type extends OrganisationCommand['type']> = Extract<
  OrganisationCommand,
  { readonly type: Type }
>;

/** Packs that a programme has added are its own: an organisation decides about those that every programme has. */
const override = (
  { type: _type, reason, ...data }: CommandOf<'OverrideOrganisationRules'>,
  { overrides }: OrganisationState,
): readonly OrganisationEvent[] => {
  const newest = shippedPacks
    .filter(({ id }) => id === data.packId)
    .toSorted((a, b) => a.version - b.version)
    .at(-1);
  if (newest === undefined) throw new Rejection('not-found', { packId: data.packId });
  if (overrides.some(({ overrideId }) => overrideId === data.overrideId)) {
    throw new Rejection('already-exists');
  }
  const faults = overrideFaults(newest, data);
  if (faults.length > 0) return refuseFaults(faults);
  return [{ type: 'OrganisationRulesOverridden', data: { ...data, personal: { reason } } }];
};

const withdraw = (
  { type: _type, reason, ...data }: CommandOf<'WithdrawOrganisationOverride'>,
  { overrides }: OrganisationState,
): readonly OrganisationEvent[] => {
  const meant = overrides.find(({ overrideId }) => overrideId === data.overrideId);
  if (meant === undefined) throw new Rejection('not-found', { overrideId: data.overrideId });
  if (meant.effectiveTo !== null && meant.effectiveTo <= data.lastDay) return [];
  return [{ type: 'OrganisationOverrideWithdrawn', data: { ...data, personal: { reason } } }];
};

const decide = (command: OrganisationCommand, state: OrganisationState): readonly OrganisationEvent[] => {
  switch (command.type) {
    case 'OverrideOrganisationRules':
      return override(command, state);
    case 'WithdrawOrganisationOverride':
      return withdraw(command, state);
    default:
      return command satisfies never;
  }
};

const evolve = (state: OrganisationState, event: OrganisationEvent): OrganisationState => {
  switch (event.type) {
    case 'OrganisationRulesOverridden': {
      const { overrideId, packId, ruleId, parameters, binding, effectiveFrom, effectiveTo } = event.data;
      const next = { overrideId, packId, ruleId, parameters, binding, effectiveFrom, effectiveTo };
      return { overrides: [...state.overrides, next] };
    }
    case 'OrganisationOverrideWithdrawn': {
      const { overrideId, lastDay } = event.data;
      return { overrides: endedOverride(state.overrides, overrideId, lastDay) };
    }
    default:
      return event satisfies never;
  }
};

export const organisationDecider: Decider<OrganisationCommand, OrganisationState, OrganisationEvent> = {
  decide,
  evolve,
  initialState: () => ({ overrides: [] }),
};
