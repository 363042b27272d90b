import { signalClosureBody } from '@hearth/contracts';
import { dispositions } from '@hearth/domain';
import type { SignalSummary } from '@hearth/views';
import { Button, Group, Modal, Radio, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { TroubleNotice } from '../api/trouble-notice';
import { useCommand } from '../api/use-command';

interface CloseSignalProps {
  /** Null: nothing is being closed. */
  readonly signal: SignalSummary | null;
  readonly name: string;
  readonly onDone: () => void;
}

type Field = 'disposition' | 'note';

const Form = ({ signal, name, onDone }: CloseSignalProps & { readonly signal: SignalSummary }) => {
  const { t } = useTranslation('safety');
  const [disposition, setDisposition] = useState('');
  const [note, setNote] = useState('');
  const [wrong, setWrong] = useState<ReadonlySet<Field>>(new Set());
  const closing = useCommand((body: unknown) => api.post(`/signals/${signal.signalId}/closure`, body));

  const submit = async (): Promise<void> => {
    const body = signalClosureBody.safeParse({ disposition, note });
    if (!body.success) {
      setWrong(
        new Set(body.error.issues.map((issue) => (issue.path[0] === 'note' ? 'note' : 'disposition'))),
      );
      return;
    }
    setWrong(new Set());
    if (await closing.run(body.data)) onDone();
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
        <Text>{t('closing.words', { name })}</Text>
        <Radio.Group
          label={t('closing.disposition')}
          withAsterisk
          value={disposition}
          onChange={setDisposition}
          error={wrong.has('disposition') ? t('closing.dispositionNeeded') : undefined}
        >
          <Stack gap="xs" mt="xs">
            {dispositions.map((each) => (
              <Radio key={each} value={each} label={t(`disposition.${each}`)} />
            ))}
          </Stack>
        </Radio.Group>
        <Textarea
          label={t('closing.note')}
          description={t('closing.noteHelp')}
          required
          autosize
          minRows={4}
          maxLength={4000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          error={wrong.has('note') ? t('closing.noteNeeded') : undefined}
        />
        <TroubleNotice trouble={closing.trouble} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            {t('closing.cancel')}
          </Button>
          <Button type="submit" loading={closing.busy}>
            {t('closing.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

/** A signal is closed by what was done about it, in words; never by a click alone. */
export const CloseSignal = ({ signal, name, onDone }: CloseSignalProps) => {
  const { t } = useTranslation('safety');
  return (
    <Modal
      opened={signal !== null}
      onClose={onDone}
      title={t('closing.title')}
      closeButtonProps={{ 'aria-label': t('closing.cancel') }}
    >
      {signal !== null && <Form signal={signal} name={name} onDone={onDone} />}
    </Modal>
  );
};
