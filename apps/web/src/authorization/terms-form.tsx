import { Button, Group, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { TroubleNotice } from '../api/trouble-notice';
import { useCommand } from '../api/use-command';
import styles from './authorization.module.css';
import { readTerms, type TermsRead, type WrittenTerms } from './written-terms';

type Body = Extract<TermsRead, { readonly ok: true }>['body'];

interface TermsFormProps {
  readonly initial: WrittenTerms;
  /** What has to be chosen before, e.g. whose it is. */
  readonly before?: ReactNode;
  /** Whether what comes before is chosen. */
  readonly isReady?: boolean;
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
const places = ['by-residence', '10', '02', 'none'] as const;

/** What a payer allows, as it stands on the letter. */
export const TermsForm = ({ initial, before, isReady = true, onSave, onDone }: TermsFormProps) => {
  const { t } = useTranslation('outreach', { keyPrefix: 'authorization.form' });
  const [written, setWritten] = useState(initial);
  const [wrong, setWrong] = useState<readonly (keyof WrittenTerms | 'patient')[]>([]);
  const saving = useCommand(onSave);
  const submit = async (): Promise<void> => {
    const read = readTerms(written);
    const missing = [...(isReady ? [] : (['patient'] as const)), ...(read.ok ? [] : read.fields)];
    setWrong(missing);
    if (read.ok && isReady && (await saving.run(read.body))) onDone();
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Stack>
        {wrong.length > 0 && (
          <Text role="alert" fw={650}>
            {t('wrong', { fields: wrong.map((field) => t(field)).join(', ') })}
          </Text>
        )}
        {before}
        <div className={styles.form}>
          {fields.map(([field, type]) => (
            <TextInput
              key={field}
              type={type}
              label={t(field)}
              value={written[field]}
              autoComplete="off"
              aria-invalid={wrong.includes(field)}
              onChange={(event) => setWritten({ ...written, [field]: event.currentTarget.value })}
            />
          ))}
          <NativeSelect
            label={t('place')}
            value={written.place}
            data={places.map((value) => ({ value, label: t(`places.${value}`) }))}
            onChange={(event) => {
              const chosen = event.currentTarget.value;
              setWritten({ ...written, place: places.find((place) => place === chosen) ?? 'none' });
            }}
          />
        </div>
        <Textarea
          label={t('note')}
          autosize
          minRows={2}
          maxLength={1000}
          value={written.note}
          onChange={(event) => setWritten({ ...written, note: event.currentTarget.value })}
        />
        <TroubleNotice trouble={saving.trouble} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={saving.busy}>
            {t('save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
