import type { Verdict } from '@hearth/domain';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';

const isDay = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);

/** The sentence that a verdict speaks, in the reader's words; days are said as days. */
export const useSentence = (): ((verdict: Pick<Verdict, 'sentence'>) => string) => {
  const { t } = useTranslation('programme-week');
  const format = useFormat();
  return ({ sentence: { key, values } }) => {
    const said = Object.entries(values).map(([name, value]) => [
      name,
      isDay(value) ? format.longDay(value) : value,
    ]);
    return t(`sentence.${key}`, Object.fromEntries(said) as Record<string, string | number>);
  };
};
