import type { ReplayAnswer } from '@hearth/contracts';
import { addDays, localDate } from '@hearth/domain';
import { Button, FileButton, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { CommandForm } from '../command-form/command-form';
import { useServerNow } from '../live/server-now';
import { useDraft } from '../programme/draft';
import { WordsField } from '../programme/fields';
import { DecisionForm } from './decision-form';
import { ReplayReport } from './replay-report';

interface NewPackProps {
  readonly programmeId: string;
  readonly timeZone: string;
  /** Only admins put a pack in force; others can see what it would do. */
  readonly mayAdd: boolean;
}

const WEEKS = 4;

/** A pack from JSON: checked with every fault named, replayed over the last weeks, and only then put in force. */
export const NewPack = ({ programmeId, timeZone, mayAdd }: NewPackProps) => {
  const { t } = useTranslation('programme-week', { keyPrefix: 'rules.newPack' });
  const today = localDate(useServerNow(60_000), timeZone);
  const { values, field, set } = useDraft({ document: '' });
  const { document } = values;
  const [tried, setTried] = useState<{ readonly document: string; readonly report: ReplayAnswer } | null>(
    null,
  );
  const check = async (): Promise<void> => {
    setTried(null);
    const report = await api.post<ReplayAnswer>(`/programmes/${programmeId}/replay`, {
      from: addDays(today, -7 * WEEKS + 1),
      to: today,
      packId: 'new',
      version: 1,
      document,
    });
    setTried({ document, report });
  };
  const choose = async (file: File | null): Promise<void> => {
    if (file !== null) set('document')(await file.text());
  };
  return (
    <Stack gap="md">
      <Text>{t('words')}</Text>
      <CommandForm label={t('label')} submit={t('check')} doneWords={t('checked')} onSubmit={check}>
        <WordsField required code label={t('document')} {...field('document')} />
        <FileButton accept="application/json,.json" onChange={(file) => void choose(file)}>
          {(button) => (
            <Button {...button} variant="default">
              {t('file')}
            </Button>
          )}
        </FileButton>
      </CommandForm>
      {tried !== null && <ReplayReport answer={tried.report} />}
      {tried !== null && tried.document !== document && <Text role="status">{t('changed')}</Text>}
      {tried !== null && tried.document === document && mayAdd && (
        <DecisionForm
          programmeId={programmeId}
          label={t('add')}
          submit={t('add')}
          kind="packs"
          body={{ document }}
        />
      )}
    </Stack>
  );
};
