import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Trouble } from '../api/problem';
import { CommandForm } from '../command-form/command-form';
import { useDraft } from '../programme/draft';
import { ChoiceField, TextField, WordsField } from '../programme/fields';
import styles from './authorization.module.css';
import { readTerms, type TermsRead, type WrittenTerms } from './written-terms';

type Body = Extract<TermsRead, { readonly ok: true }>['body'];

interface TermsFormProps {
  readonly initial: WrittenTerms;
  /** What has to be chosen before, e.g. whose it is. */
  readonly before?: ReactNode;
  readonly onSave: (body: Body) => Promise<unknown>;
  readonly onDone: () => void;
}

const fields = [
  ['number', 'text'],
  ['payer', 'text'],
  ['codes', 'text'],
  ['revenueCode', 'text'],
  ['units', 'number'],
  ['usedBefore', 'number'],
  ['from', 'date'],
  ['to', 'date'],
  ['reviewEvery', 'number'],
  ['reviewNext', 'date'],
  ['modifier', 'text'],
] as const;
const needed: ReadonlySet<string> = new Set([
  'number',
  'payer',
  'codes',
  'units',
  'usedBefore',
  'from',
  'to',
]);
const places = ['by-residence', '10', '02', 'none'] as const;

/** What a payer allows, as it stands on the letter. */
export const TermsForm = ({ initial, before, onSave, onDone }: TermsFormProps) => {
  const { t } = useTranslation('outreach', { keyPrefix: 'authorization.form' });
  const { values, field } = useDraft(initial);
  const save = async (): Promise<void> => {
    const read = readTerms(values);
    if (!read.ok) {
      const wrong = read.fields.map((path) => ({ path, message: '' }));
      throw new Trouble('invalid-body', {}, wrong);
    }
    await onSave(read.body);
  };
  return (
    <CommandForm label={t('title')} submit={t('save')} onSubmit={save} onDone={onDone} onCancel={onDone}>
      {before}
      <div className={styles.form}>
        {fields.map(([name, type]) => (
          <TextField key={name} type={type} label={t(name)} required={needed.has(name)} {...field(name)} />
        ))}
        <ChoiceField
          label={t('place')}
          options={places.map((value) => ({ value, label: t(`places.${value}`) }))}
          {...field('place')}
        />
      </div>
      <WordsField label={t('note')} maxLength={1000} {...field('note')} />
    </CommandForm>
  );
};
