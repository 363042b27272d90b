import { messageBody } from '@hearth/contracts';
import type { RoomDocument } from '@hearth/views';
import { Button, Group, NativeSelect, Textarea } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TroubleNotice } from '../api/trouble-notice';
import { useCommand } from '../api/use-command';
import { useFormat } from '../i18n/format';
import { roomNames } from '../people/room-names';
import { conversationsOf, type Conversation } from './conversations';
import styles from './people.module.css';
import type { SessionCommands } from './session-commands';

interface MessagesPanelProps {
  readonly room: RoomDocument;
  readonly commands: SessionCommands;
  readonly chosen: string | null;
  readonly onChoose: (patientId: string) => void;
}

const Thread = ({
  room,
  conversation,
}: {
  readonly room: RoomDocument;
  readonly conversation: Conversation;
}) => {
  const { t } = useTranslation('facilitation');
  const format = useFormat();
  const names = roomNames(room);
  if (conversation.messages.length === 0)
    return <p className={styles.since}>{t('messages.none', { name: conversation.displayName })}</p>;
  return (
    <ol
      className={styles.thread}
      tabIndex={0}
      aria-label={t('messages.with', { name: conversation.displayName })}
    >
      {conversation.messages.map((message) => (
        <li key={message.messageId} data-from={message.from.kind}>
          <span className={styles.since}>
            {names.get(message.from.id) ?? '—'} ·{' '}
            <span className="tabular">{format.time(message.at, room.timeZone)}</span>
          </span>
          <bdi className={styles.text}>{message.text ?? t('messages.unreadable')}</bdi>
        </li>
      ))}
    </ol>
  );
};

const Answer = ({ conversation, commands }: { conversation: Conversation; commands: SessionCommands }) => {
  const { t } = useTranslation('facilitation');
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState(false);
  const sending = useCommand((words: string) => commands.say(conversation.patientId, words));
  const submit = async (): Promise<void> => {
    const body = messageBody.safeParse({ text });
    setWrong(!body.success);
    if (body.success && (await sending.run(body.data.text))) setText('');
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Textarea
        label={t('messages.answer', { name: conversation.displayName })}
        description={t('messages.onlyThem')}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={2000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={wrong ? t('messages.empty') : undefined}
      />
      <TroubleNotice trouble={sending.trouble} />
      <Group justify="flex-end" mt="xs">
        <Button
          type="submit"
          size="sm"
          loading={sending.busy}
          rightSection={<IconSend size={18} aria-hidden />}
        >
          {t('messages.send')}
        </Button>
      </Group>
    </form>
  );
};

/** Private words between one patient and the facilitators; nobody else in the group sees them. */
export const MessagesPanel = ({ room, commands, chosen, onChoose }: MessagesPanelProps) => {
  const { t } = useTranslation('facilitation');
  const conversations = conversationsOf(room);
  // Whoever came first stays: a message of somebody else must not move away what is being written.
  const [first] = useState(conversations[0]?.patientId);
  const current =
    conversations.find((each) => each.patientId === (chosen ?? first)) ??
    conversations.find((each) => each.patientId === first) ??
    conversations[0];
  if (current === undefined) return <p>{t('people.empty')}</p>;
  return (
    <div className={styles.panel}>
      <NativeSelect
        label={t('messages.person')}
        value={current.patientId}
        onChange={(event) => onChoose(event.currentTarget.value)}
        data={conversations.map((each) => ({
          value: each.patientId,
          label:
            each.unanswered > 0
              ? t('messages.unanswered', { name: each.displayName, count: each.unanswered })
              : each.displayName,
        }))}
      />
      <Thread room={room} conversation={current} />
      <Answer key={current.patientId} conversation={current} commands={commands} />
    </div>
  );
};
