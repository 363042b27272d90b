import { useTranslation } from 'react-i18next';
import type { Trouble, TroubleCode } from '../api/problem';

/** Where a refusal belongs that names no field of its own, by what those fields are called in the forms. */
const fieldsByCode: Readonly<Partial<Record<TroubleCode, string>>> = {
  'track-full': 'trackId',
  'waitlist-first': 'trackId',
  'group-full': 'groupIds',
  'group-closed': 'groupIds',
  'overlapping-enrollment': 'startsOn',
  'capacity-below-roster': 'capacity',
};

/** The field that a refusal is about, when it is about one. */
export const fieldOf = ({ code, details }: Trouble): string | null => {
  const { field } = details;
  return typeof field === 'string' ? field : (fieldsByCode[code] ?? null);
};

/** Why a change was refused, in the words of those who plan: the more is known of it, the more exactly it is said. */
export const useRefusalWords = (): ((trouble: Trouble) => string) => {
  const { t } = useTranslation(['refusal', 'problem']);
  return ({ code, details }) => {
    const field = typeof details['field'] === 'string' ? details['field'] : '';
    const why = typeof details['why'] === 'string' ? details['why'] : '';
    const keys = [`refusal:${code}-${field}`, `refusal:${code}-${why}`, `refusal:${code}`, `problem:${code}`];
    return t(keys, { ...details, defaultValue: t('problem:invalid') });
  };
};
