import { messageBody } from '@hearth/contracts';
import type { RoomMessage } from '@hearth/views';
import { ActionIcon, Button, Group, Stack, Text, Textarea, Title } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TroubleNotice } from '../api/trouble-notice';
import { useCommand } from '../api/use-command';
import { useFormat } from '../i18n/format';
import styles from './room.module.css';

interface MessagesPanelProps {
  readonly messages: readonly RoomMessage[];
  /** Whose messages stand on the own side. */
  readonly ownId: string;
  readonly timeZone: string;
  readonly onSend: (text: string) => Promise<unknown>;
  readonly onClose: () => void;
}

/** A conversation between one patient and those who lead; nobody else reads it. */
export const MessagesPanel = ({ messages, ownId, timeZone, onSend, onClose }: MessagesPanelProps) => {
  const { t } = useTranslation('room');
  const format = useFormat();
  const [text, setText] = useState('');
  const sending = useCommand(onSend);
  const end = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    // Newer browsers answer with a promise, which an effect must not return.
    void end.current?.scrollIntoView({ block: 'nearest' });
  }, [messages.length]);
  useEffect(() => {
    const before = document.activeElement;
    field.current?.focus();
    // Back to what opened it, unless somebody has gone on to something else meanwhile.
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  const send = async (): Promise<void> => {
    if (!messageBody.shape.text.safeParse(text).success) return;
    if (await sending.run(text.trim())) setText('');
    field.current?.focus();
  };

  return (
    <aside
      className={styles.panel}
      aria-label={t('messages.title')}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <Group justify="space-between" p="md" pb={0} wrap="nowrap">
        <Title order={2} size="lg">
          {t('messages.title')}
        </Title>
        <ActionIcon variant="subtle" size={44} aria-label={t('messages.close')} onClick={onClose}>
          <IconX aria-hidden />
        </ActionIcon>
      </Group>
      <Text size="sm" c="dimmed" px="md">
        {t('messages.private')}
      </Text>
      <div role="log" aria-label={t('messages.log')} tabIndex={0} style={{ flex: 1, overflowY: 'auto' }}>
        {messages.length === 0 && <Text p="md">{t('messages.empty')}</Text>}
        <Stack component="ol" gap="sm" p="md" m={0} style={{ listStyle: 'none' }}>
          {messages.map((message) => {
            const mine = message.from.id === ownId;
            return (
              <li
                key={message.messageId}
                style={{
                  alignSelf: mine ? 'flex-end' : 'flex-start',
                  maxWidth: '88%',
                  padding: '0.5rem 0.75rem',
                  borderRadius: 'var(--h-radius)',
                  background: mine ? 'var(--h-brand-soft)' : 'var(--h-raised)',
                  overflowWrap: 'anywhere',
                  whiteSpace: 'pre-wrap',
                }}
              >
                <Text size="xs" c="dimmed">
                  {mine ? t('messages.you') : t('messages.facilitator')}{' '}
                  <time dateTime={new Date(message.at).toISOString()}>
                    {format.time(message.at, timeZone)}
                  </time>
                </Text>
                {message.text ?? t('messages.unreadable')}
              </li>
            );
          })}
        </Stack>
        <div ref={end} />
      </div>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Stack gap="sm" p="md" pt={0}>
          <TroubleNotice trouble={sending.trouble} />
          <Textarea
            ref={field}
            label={t('messages.label')}
            value={text}
            maxLength={2000}
            autosize
            minRows={2}
            maxRows={6}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Button type="submit" loading={sending.busy} disabled={text.trim() === ''}>
            {t('messages.send')}
          </Button>
        </Stack>
      </form>
    </aside>
  );
};
