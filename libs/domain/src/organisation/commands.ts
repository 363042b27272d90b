import type { OrganisationEvent } from './events.js';

type Data<Type extends OrganisationEvent['type']> = Extract<
  OrganisationEvent,
  { readonly type: Type }
>['data'];
type WithReason<Data> = Omit<Data, 'personal'> & { readonly reason: string };

export type OrganisationCommand =
  /** Puts other parameters in force in every programme, as a usual figure or as a binding one. */
  | ({ readonly type: 'OverrideOrganisationRules' } & WithReason<Data<'OrganisationRulesOverridden'>>)
  /** Ends an override; it stays in force for the days that it was meant for until then. */
  | ({ readonly type: 'WithdrawOrganisationOverride' } & WithReason<Data<'OrganisationOverrideWithdrawn'>>);
