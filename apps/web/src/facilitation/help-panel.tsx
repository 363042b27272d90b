import type { HelpRequest, RoomDocument } from '@hearth/views';
import { Button } from '@mantine/core';
import { IconLifebuoy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { TroubleNotice } from '../api/trouble-notice';
import { useCommand } from '../api/use-command';
import { useFormat } from '../i18n/format';
import { roomNames } from '../people/room-names';
import { EmptyState } from '../shell/empty-state';
import styles from './people.module.css';
import type { SessionCommands } from './session-commands';

interface HelpPanelProps {
  readonly room: RoomDocument;
  readonly commands: SessionCommands;
  /** Opens the private conversation with a patient. */
  readonly onWrite: (patientId: string) => void;
}

interface HelpRowProps extends HelpPanelProps {
  readonly request: HelpRequest;
}

/** One request: says who and since when; answering it tells the patient that somebody has seen it. */
export const HelpRow = ({ request, room, commands, onWrite }: HelpRowProps) => {
  const { t } = useTranslation('facilitation');
  const format = useFormat();
  const answering = useCommand(() => commands.answerHelp(request.helpId));
  const names = roomNames(room);
  const name = names.get(request.patientId) ?? '—';
  const { answered } = request;
  const answer = async (): Promise<void> => {
    if (await answering.run()) onWrite(request.patientId);
  };
  return (
    <li className={styles.help} data-open={answered === null || undefined} data-help={request.helpId}>
      <IconLifebuoy size={22} aria-hidden />
      <span className={styles.helpWords}>
        <strong>{t('help.asks', { name })}</strong>{' '}
        <span className="tabular">{t('since', { time: format.clock(request.at, room.timeZone) })}</span>
        {answered !== null && (
          <span className={styles.since}>
            {' '}
            {t('help.answeredBy', {
              name: names.get(answered.by) ?? t('help.colleague'),
              time: format.time(answered.at, room.timeZone),
            })}
          </span>
        )}
      </span>
      {answered === null ? (
        <Button
          size="xs"
          loading={answering.busy}
          onClick={() => void answer()}
          aria-label={t('help.answerName', { name })}
        >
          {t('help.answer')}
        </Button>
      ) : (
        <Button
          size="xs"
          variant="default"
          onClick={() => onWrite(request.patientId)}
          aria-label={t('help.writeTo', { name })}
        >
          {t('help.write')}
        </Button>
      )}
      <TroubleNotice trouble={answering.trouble} />
    </li>
  );
};

/** All private requests of this session, open ones first. */
export const HelpPanel = (props: HelpPanelProps) => {
  const { t } = useTranslation('facilitation');
  const { room } = props;
  if (room.help.length === 0) return <EmptyState title={t('help.empty')}>{t('help.emptyWords')}</EmptyState>;
  const ordered = [...room.help].sort(
    (a, b) => Number(a.answered !== null) - Number(b.answered !== null) || a.at - b.at,
  );
  return (
    <ul className={styles.list} aria-label={t('help.label')}>
      {ordered.map((request) => (
        <HelpRow key={request.helpId} request={request} {...props} />
      ))}
    </ul>
  );
};
