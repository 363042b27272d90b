import { Alert, Button, Group, Modal, Radio, Stack, Text, Textarea } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TroubleNotice } from '../api/trouble-notice';
import { useCommand } from '../api/use-command';

interface ReasonDialogProps<Code extends string> {
  readonly opened: boolean;
  readonly title: string;
  readonly words: string;
  /** What cannot be taken back. */
  readonly warning?: string;
  /** Null: only words are asked for. */
  readonly codes: readonly { readonly code: Code; readonly label: string }[] | null;
  readonly reasonNeeded: boolean;
  readonly submit: string;
  readonly grave?: boolean;
  readonly onSubmit: (given: { readonly code: Code | null; readonly reason: string }) => Promise<unknown>;
  readonly onClose: () => void;
}

const Form = <Code extends string>(props: ReasonDialogProps<Code>) => {
  const { t } = useTranslation('facilitation');
  const { codes, reasonNeeded, onClose } = props;
  const [code, setCode] = useState<Code | null>(null);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const command = useCommand(props.onSubmit);
  const codeWrong = codes !== null && code === null;
  const reasonWrong = reasonNeeded && reason.trim() === '';

  const submit = async (): Promise<void> => {
    setTried(true);
    if (codeWrong || reasonWrong) return;
    if (await command.run({ code, reason: reason.trim() })) onClose();
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
        <Text>{props.words}</Text>
        {props.warning !== undefined && (
          <Alert color="look" variant="light" icon={<IconAlertTriangle aria-hidden />}>
            {props.warning}
          </Alert>
        )}
        {codes !== null && (
          <Radio.Group
            label={t('reason.code')}
            withAsterisk
            value={code ?? ''}
            onChange={(value) => setCode(codes.find((each) => each.code === value)?.code ?? null)}
            error={tried && codeWrong ? t('reason.codeNeeded') : undefined}
          >
            <Stack gap="xs" mt="xs">
              {codes.map((each) => (
                <Radio key={each.code} value={each.code} label={each.label} />
              ))}
            </Stack>
          </Radio.Group>
        )}
        <Textarea
          label={reasonNeeded ? t('reason.words') : t('reason.wordsOptional')}
          description={t('reason.record')}
          required={reasonNeeded}
          autosize
          minRows={3}
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={tried && reasonWrong ? t('reason.wordsNeeded') : undefined}
        />
        <TroubleNotice trouble={command.trouble} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={command.busy} variant={props.grave === true ? 'outline' : 'filled'}>
            {props.submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

/** Asks why, and does nothing without an answer. What was typed stays there when the server cannot be reached. */
export const ReasonDialog = <Code extends string>(props: ReasonDialogProps<Code>) => {
  const { t } = useTranslation('facilitation');
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={props.title}
      closeButtonProps={{ 'aria-label': t('cancel') }}
    >
      {props.opened && <Form {...props} />}
    </Modal>
  );
};
