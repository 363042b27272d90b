import type { ReplayAnswer } from '@hearth/contracts';
import { addDays, localDate } from '@hearth/domain';
import { Button, FileButton, Group, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { useCommand } from '../api/use-command';
import { useServerNow } from '../live/server-now';
import { RefusalNotice } from '../refusal/refusal-notice';
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
  const [document, setDocument] = useState('');
  const [tried, setTried] = useState<{ readonly document: string; readonly report: ReplayAnswer } | null>(
    null,
  );
  const check = useCommand(async (text: string) => {
    setTried(null);
    const report = await api.post<ReplayAnswer>(`/programmes/${programmeId}/replay`, {
      from: addDays(today, -7 * WEEKS + 1),
      to: today,
      packId: 'new',
      version: 1,
      document: text,
    });
    setTried({ document: text, report });
  });
  const choose = async (file: File | null): Promise<void> => {
    if (file !== null) setDocument(await file.text());
  };
  return (
    <Stack gap="md">
      <Text>{t('words')}</Text>
      <form
        aria-label={t('label')}
        onSubmit={(event) => {
          event.preventDefault();
          void check.run(document);
        }}
      >
        <Stack gap="sm" align="flex-start">
          <Textarea
            required
            autosize
            minRows={6}
            maxRows={24}
            w="100%"
            label={t('document')}
            spellCheck={false}
            styles={{ input: { fontFamily: 'monospace' } }}
            value={document}
            onChange={(event) => setDocument(event.currentTarget.value)}
          />
          <Group gap="sm">
            <FileButton accept="application/json,.json" onChange={(file) => void choose(file)}>
              {(button) => (
                <Button {...button} variant="default">
                  {t('file')}
                </Button>
              )}
            </FileButton>
            <Button type="submit" loading={check.busy} disabled={document.trim().length < 2}>
              {t('check')}
            </Button>
          </Group>
        </Stack>
      </form>
      <RefusalNotice trouble={check.trouble} />
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
