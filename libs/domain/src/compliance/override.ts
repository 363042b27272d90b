import type { LocalDate } from './calendar.js';
import { readPack, type PackFault } from './read-pack.js';
import { inForce, rankOf, type RulePack } from './rule-pack.js';
import { packsInForce } from './shipped-packs.js';

export type OverrideParameter = number | string | boolean | readonly string[];

/** What holds instead of a pack's own parameters, from a day on. */
export interface RuleOverride {
  readonly overrideId: string;
  readonly packId: string;
  /** Null: the definitions of the pack. */
  readonly ruleId: string | null;
  readonly parameters: Readonly<Record<string, OverrideParameter>>;
  readonly effectiveFrom: LocalDate;
  readonly effectiveTo: LocalDate | null;
}

/** An override that an organisation has decided for all of its programmes. */
export interface OrganisationOverride extends RuleOverride {
  /** Binding: it holds over a programme's own. Otherwise a programme's own goes before it. */
  readonly binding: boolean;
}

/** Overrides after one of them was withdrawn: its last day is known. */
export const endedOverride = <Override extends RuleOverride>(
  overrides: readonly Override[],
  overrideId: string,
  lastDay: LocalDate,
): readonly Override[] =>
  overrides.map((each) => (each.overrideId === overrideId ? { ...each, effectiveTo: lastDay } : each));

/** A pack as it holds on a day: with the ids of the overrides that are in it, by rule; `*` for its definitions. */
export type PackInForce = RulePack & { readonly overridden?: Readonly<Record<string, readonly string[]>> };

const isOn = (override: RuleOverride, day: LocalDate): boolean =>
  inForce({ effectiveFrom: override.effectiveFrom, effectiveTo: override.effectiveTo ?? undefined }, day);

const overrideOnce = (pack: PackInForce, override: RuleOverride): PackInForce => {
  const { ruleId, overrideId, parameters } = override;
  const place = ruleId ?? '*';
  const overridden = {
    ...pack.overridden,
    [place]: [...(pack.overridden?.[place] ?? []), overrideId],
  };
  const { overridden: _before, ...plain } = pack;
  const raw =
    ruleId === null
      ? { ...plain, definitions: { ...plain.definitions, ...parameters } }
      : {
          ...plain,
          rules: plain.rules.map((rule) => (rule.id === ruleId ? { ...rule, ...parameters } : rule)),
        };
  const reading = readPack(raw);
  // What was allowed when it was decided can stop to fit a newer version of the pack: the pack then holds as it is.
  return reading.ok ? { ...reading.pack, overridden } : pack;
};

/** Ids are chosen by whoever decides: one of a programme may be the same as one of its organisation. */
const placeOf = (override: RuleOverride): string =>
  `${'binding' in override ? 'organisation' : 'programme'}/${override.overrideId}`;

/** Packs that were put together before, by which they are and what overrides them: the same days have the same pack. */
export type MadePacks = Map<string, PackInForce>;

/** A pack with everything that overrides it on a day, in the order in which it was decided. */
export const withOverrides = (
  pack: RulePack,
  overrides: readonly RuleOverride[],
  day: LocalDate,
  made: MadePacks,
): PackInForce => {
  const meant = overrides.filter((override) => override.packId === pack.id && isOn(override, day));
  if (meant.length === 0) return pack;
  const key = [pack.id, pack.version, ...meant.map(placeOf)].join(' ');
  const found = made.get(key) ?? meant.reduce<PackInForce>(overrideOnce, pack);
  made.set(key, found);
  return found;
};

/** What nobody may change: which rule it is, what it asks, and where it comes from. */
const fixed: ReadonlySet<string> = new Set([
  'id',
  'kind',
  'version',
  'source',
  'evidence',
  'statement',
  'timeZone',
  'overlapPolicy',
]);

/** Every reason why an override cannot be put onto a pack; none when it can. */
export const overrideFaults = (pack: RulePack, override: RuleOverride): readonly PackFault[] => {
  const { ruleId, parameters } = override;
  const rule = pack.rules.find(({ id }) => id === ruleId);
  if (ruleId !== null && rule === undefined) return [{ path: 'ruleId', message: 'is no rule of this pack' }];
  if (rule?.kind === 'place-not-covered') {
    return [{ path: 'ruleId', message: 'where a payer covers nothing is not for a programme to change' }];
  }
  const names = Object.keys(parameters);
  const faults = [
    ...(names.length === 0 ? [{ path: 'parameters', message: 'there are none' }] : []),
    ...names
      .filter((name) => fixed.has(name))
      .map((name) => ({ path: `parameters.${name}`, message: 'cannot be overridden' })),
    ...(override.effectiveTo !== null && override.effectiveTo < override.effectiveFrom
      ? [{ path: 'effectiveTo', message: 'is before effectiveFrom' }]
      : []),
  ];
  if (faults.length > 0) return faults;
  const raw =
    rule === undefined
      ? { ...pack, definitions: { ...pack.definitions, ...parameters } }
      : { ...pack, rules: pack.rules.map((each) => (each === rule ? { ...each, ...parameters } : each)) };
  const reading = readPack(raw);
  return reading.ok ? [] : reading.faults;
};

/** All rules that a programme goes by, as it has decided. */
export interface ProgrammeRules {
  /** Which pack is the programme's own, and the version that it was established with. */
  readonly packId: string;
  readonly packVersion: number;
  /** Packs that ship, and those that the organisation has added. */
  readonly packs: readonly RulePack[];
  readonly added: readonly RulePack[];
  readonly adopted: readonly string[];
  readonly overrides: readonly RuleOverride[];
  /** Those of its organisation. */
  readonly organisationOverrides: readonly OrganisationOverride[];
}

/**
 * Everything that is put onto packs, the last word last: the organisation's usual figures, then what the programme has
 * decided itself, then what the organisation has made binding.
 */
export const overridesInOrder = ({
  overrides,
  organisationOverrides,
}: Pick<ProgrammeRules, 'overrides' | 'organisationOverrides'>): readonly RuleOverride[] => [
  ...organisationOverrides.filter(({ binding }) => !binding),
  ...overrides,
  ...organisationOverrides.filter(({ binding }) => binding),
];

const meets = (a: RuleOverride, b: RuleOverride): boolean =>
  (a.effectiveTo === null || b.effectiveFrom <= a.effectiveTo) &&
  (b.effectiveTo === null || a.effectiveFrom <= b.effectiveTo);

/** What of a programme's override its organisation has bound on some of the days; nothing when it is free to decide. */
export const boundFaults = (
  organisationOverrides: readonly OrganisationOverride[],
  override: RuleOverride,
): readonly PackFault[] =>
  organisationOverrides
    .filter(
      ({ binding, packId, ruleId }) => binding && packId === override.packId && ruleId === override.ruleId,
    )
    .filter((bound) => meets(bound, override))
    .flatMap(({ parameters, effectiveFrom }) =>
      Object.keys(override.parameters)
        .filter((name) => name in parameters)
        .map((name) => ({
          path: `parameters.${name}`,
          message: `is bound by the organisation from ${effectiveFrom} on`,
        })),
    );

/**
 * The packs in force on a day, each in its newest version; the programme's own in the version that it was established
 * with, until the organisation adds a newer one. Empty when the programme names a pack that there is not.
 */
export const packsOfProgramme = (
  rules: ProgrammeRules,
  day: LocalDate,
  made: MadePacks = new Map(),
): readonly PackInForce[] => {
  const { packId, packVersion, packs, added } = rules;
  const overrides = overridesInOrder(rules);
  const named = packs.find(({ id, version }) => id === packId && version === packVersion);
  const own = packsInForce(added, day).find(({ id }) => id === packId) ?? named;
  if (own === undefined) return [];
  const others = packsInForce([...packs, ...added], day).filter(({ id }) => id !== packId);
  return [own, ...others]
    .map((pack) => withOverrides(pack, overrides, day, made))
    .sort((a, b) => rankOf(a) - rankOf(b) || (a.id < b.id ? -1 : 1));
};
