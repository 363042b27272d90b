import type { Account, Invitation } from '@hearth/contracts';
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TroubleNotice } from '../api/trouble-notice';
import { useCommand } from '../api/use-command';
import { useFormat } from '../i18n/format';
import { announce } from '../shell/announcer';

export interface MadeInvitation {
  readonly account: Account;
  readonly invitation: Invitation;
}

/** The link, this once: of its secret the server keeps only a hash. */
export const LinkDialog = ({
  made,
  onClose,
}: {
  readonly made: MadeInvitation;
  readonly onClose: () => void;
}) => {
  const { t } = useTranslation('account');
  const format = useFormat();
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  const { account, invitation } = made;
  const name = account.displayName;
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(invitation.link);
      setCopied(true);
      announce(t('link.copied'));
    } catch {
      // Without the clipboard, e.g. on plain http, the link is marked for the person to copy.
      field.current?.select();
    }
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('link.title', { name })}
      size="lg"
      centered
      closeButtonProps={{ 'aria-label': t('link.done') }}
    >
      <Stack>
        <Text>{t('link.words', { name, day: format.day(invitation.expiresAt) })}</Text>
        <TextInput
          ref={field}
          readOnly
          label={t('link.label')}
          value={invitation.link}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Group justify="flex-end">
          <Button
            data-autofocus
            leftSection={copied ? <IconCheck size={18} aria-hidden /> : <IconCopy size={18} aria-hidden />}
            onClick={() => void copy()}
          >
            {copied ? t('link.copied') : t('link.copy')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('link.done')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
};

interface ConfirmDialogProps {
  readonly account: Account;
  readonly action: 'unlink' | 'deactivate';
  readonly onConfirm: () => Promise<unknown>;
  readonly onClose: () => void;
}

/** Asks before somebody is signed out everywhere. */
export const ConfirmDialog = ({ account, action, onConfirm, onClose }: ConfirmDialogProps) => {
  const { t } = useTranslation('account');
  const name = account.displayName;
  const command = useCommand(onConfirm);
  const confirm = async (): Promise<void> => {
    if (await command.run()) onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(`confirm.${action}.title`, { name })}
      centered
      closeButtonProps={{ 'aria-label': t('confirm.cancel') }}
    >
      <Stack>
        <Text>{t(`confirm.${action}.words`, { name })}</Text>
        <TroubleNotice trouble={command.trouble} />
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={onClose}>
            {t('confirm.cancel')}
          </Button>
          <Button loading={command.busy} onClick={() => void confirm()}>
            {t(`actions.${action}`)}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
};
