import { z } from 'zod';
import { ruleKinds, ruleSchema, ruleSchemas, type Rule } from './rule-kinds.js';
import { rulePack, type RulePack } from './rule-pack.js';

/** Something wrong with a pack, and where. */
export interface PackFault {
  /** Dotted, e.g. `rules.2.targetHours`; empty for the pack as a whole. */
  readonly path: string;
  readonly message: string;
}

export type PackReading =
  | { readonly ok: true; readonly pack: RulePack }
  | { readonly ok: false; readonly faults: readonly PackFault[] };

interface Dates {
  readonly effectiveFrom?: string | undefined;
  readonly effectiveTo?: string | undefined;
}

const dates = z.object({ effectiveFrom: z.string(), effectiveTo: z.string().optional() });
const withRules = z.object({ rules: z.array(z.unknown()) });

const contradictoryDates = (path: string, own: Dates, pack: Dates | null): readonly PackFault[] => {
  const at = path === '' ? '' : `${path}.`;
  const { effectiveFrom, effectiveTo } = own;
  return [
    ...(effectiveFrom !== undefined && effectiveTo !== undefined && effectiveTo < effectiveFrom
      ? [{ path: `${at}effectiveTo`, message: 'is before effectiveFrom' }]
      : []),
    ...(pack?.effectiveFrom !== undefined && effectiveFrom !== undefined && effectiveFrom < pack.effectiveFrom
      ? [{ path: `${at}effectiveFrom`, message: 'is before the pack is in force' }]
      : []),
    ...(pack?.effectiveTo !== undefined && effectiveTo !== undefined && effectiveTo > pack.effectiveTo
      ? [{ path: `${at}effectiveTo`, message: 'is after the pack has ended' }]
      : []),
  ];
};

const contradictions = (rule: Rule): readonly { readonly field: string; readonly message: string }[] => {
  switch (rule.kind) {
    case 'group-size': {
      const { minimum, maximum, warnAbove } = rule;
      return [
        ...(minimum === undefined && maximum === undefined
          ? [{ field: 'maximum', message: 'a group size needs a minimum or a maximum' }]
          : []),
        ...(minimum !== undefined && maximum !== undefined && minimum > maximum
          ? [{ field: 'minimum', message: 'is more than the maximum' }]
          : []),
        ...(warnAbove !== undefined && maximum !== undefined && warnAbove > maximum
          ? [{ field: 'warnAbove', message: 'is more than the maximum' }]
          : []),
      ];
    }
    case 'length-of-stay':
      return rule.minimumWeeks === undefined && rule.rationaleAfterWeeks === undefined
        ? [{ field: 'minimumWeeks', message: 'a length of stay needs a minimum or a limit' }]
        : [];
    default:
      return [];
  }
};

// Settled minutes have their breaks off already; a pack that counts them would be promised what nobody measures.
const unmeasured = (raw: unknown): readonly PackFault[] =>
  z.object({ definitions: z.object({ breaksCount: z.literal(true) }) }).safeParse(raw).success
    ? [
        {
          path: 'definitions.breaksCount',
          message: 'breaks are taken off before a pack is asked; leave it false',
        },
      ]
    : [];

const bothAges = (rule: Rule): boolean => rule.ageBand !== undefined && rule.appliesWhen?.age !== undefined;

const ruleFaults = (raw: unknown, index: number, pack: Dates | null): readonly PackFault[] => {
  const path = `rules.${index}`;
  const parsed = ruleSchema.safeParse(raw);
  if (!parsed.success) return [];
  const rule = parsed.data;
  return [
    ...contradictoryDates(path, rule, pack),
    ...contradictions(rule).map(({ field, message }) => ({ path: `${path}.${field}`, message })),
    ...(bothAges(rule) ? [{ path: `${path}.ageBand`, message: 'contradicts appliesWhen.age' }] : []),
  ];
};

const doubles = (rules: readonly unknown[]): readonly PackFault[] => {
  const ids = rules.map((raw) => ruleSchema.safeParse(raw)).map(({ data }) => data?.id);
  return ids.flatMap((id, index) =>
    id !== undefined && ids.indexOf(id) < index
      ? [{ path: `rules.${index}.id`, message: `there is another rule ${id}` }]
      : [],
  );
};

const kindOf = (raw: unknown): string | null => {
  const parsed = z.object({ kind: z.string() }).safeParse(raw);
  return parsed.success ? parsed.data.kind : null;
};

/** What the schema has against it; of an unknown kind of rule, which kinds there are. */
const shapeFaults = (raw: unknown): readonly PackFault[] => {
  const parsed = rulePack.safeParse(raw);
  if (parsed.success) return [];
  return parsed.error.issues.map(({ path, message, code }) => {
    const isKind = code === 'invalid_union' && path[0] === 'rules';
    const rule = withRules.safeParse(raw).data?.rules[Number(path[1])];
    const named = kindOf(rule);
    const isUnknown = isKind && (named === null || !(named in ruleSchemas));
    return {
      path: path.map(String).join('.'),
      message: isUnknown ? `unknown kind of rule; there are: ${ruleKinds.join(', ')}` : message,
    };
  });
};

/**
 * Reads a pack from plain data. A pack with any fault is refused whole, with every fault named, so that what was in
 * force before stays in force.
 */
export const readPack = (raw: unknown): PackReading => {
  const own = dates.safeParse(raw).data ?? null;
  const rules = withRules.safeParse(raw).data?.rules ?? [];
  const faults = [
    ...shapeFaults(raw),
    ...(own === null ? [] : contradictoryDates('', own, null)),
    ...rules.flatMap((each, index) => ruleFaults(each, index, own)),
    ...doubles(rules),
    ...unmeasured(raw),
  ];
  if (faults.length > 0) return { ok: false, faults };
  return { ok: true, pack: rulePack.parse(raw) };
};

/** The same from text, which may not be JSON at all. */
export const readPackText = (text: string): PackReading => {
  try {
    return readPack(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return { ok: false, faults: [{ path: '', message: 'is not JSON' }] };
    throw error;
  }
};
