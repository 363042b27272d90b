import type { RoomDocument, RoomPatient } from '@hearth/views';
import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { TroubleNotice } from '../api/trouble-notice';
import { useCommand } from '../api/use-command';
import { useFormat } from '../i18n/format';
import { PersonName } from '../people/person-name';
import { EmptyState } from '../shell/empty-state';
import styles from './people.module.css';
import type { SessionCommands } from './session-commands';

interface HandsPanelProps {
  readonly room: RoomDocument;
  readonly commands: SessionCommands;
}

interface HandProps {
  readonly patient: RoomPatient;
  readonly place: number;
  readonly raised: string;
  readonly commands: SessionCommands;
}

const Hand = ({ patient, place, raised, commands }: HandProps) => {
  const { t } = useTranslation('facilitation');
  const giving = useCommand(() => commands.giveFloor(patient.patientId));
  const lowering = useCommand(() => commands.lowerHand(patient.patientId));
  const name = patient.displayName;
  return (
    <li className={styles.person} data-hand={patient.patientId}>
      <div className={styles.line}>
        <strong className="tabular">{t('hands.place', { place })}</strong>
        <PersonName displayName={name} simulated={patient.simulated} />
        <span className={`${styles.since} tabular`}>{t('since', { time: raised })}</span>
      </div>
      <Group gap="xs">
        <Button
          size="xs"
          loading={giving.busy}
          onClick={() => void giving.run()}
          aria-label={t('giveFloorName', { name })}
        >
          {t('giveFloor')}
        </Button>
        <Button
          size="xs"
          variant="default"
          loading={lowering.busy}
          onClick={() => void lowering.run()}
          aria-label={t('lowerHandName', { name })}
        >
          {t('lowerHand')}
        </Button>
      </Group>
      <TroubleNotice trouble={giving.trouble ?? lowering.trouble} />
    </li>
  );
};

const Floor = ({ room, commands }: HandsPanelProps) => {
  const { t } = useTranslation('facilitation');
  const format = useFormat();
  const taking = useCommand(() => commands.takeFloor());
  const { share } = room;
  const sharer = room.patients.find((patient) => patient.patientId === share?.patientId);
  if (share === null || sharer === undefined)
    return <p className={styles.since}>{t('hands.nobodyShares')}</p>;
  return (
    <div className={styles.person} data-floor={share.patientId}>
      <div className={styles.line}>
        <PersonName displayName={sharer.displayName} simulated={sharer.simulated} />
        <span className={`${styles.since} tabular`}>
          {t(`hands.sharing.${share.kind}`, { time: format.time(share.startedAt, room.timeZone) })}
        </span>
      </div>
      <Button
        w="fit-content"
        size="xs"
        variant="default"
        loading={taking.busy}
        onClick={() => void taking.run()}
        aria-label={t('takeFloorName', { name: sharer.displayName })}
      >
        {t('takeFloor')}
      </Button>
      <TroubleNotice trouble={taking.trouble} />
    </div>
  );
};

/** Who has the floor, and the order of hands: first raised, first served. */
export const HandsPanel = ({ room, commands }: HandsPanelProps) => {
  const { t } = useTranslation('facilitation');
  const format = useFormat();
  return (
    <div className={styles.panel}>
      <Floor room={room} commands={commands} />
      {room.hands.length === 0 ? (
        <EmptyState title={t('hands.empty')}>{t('hands.emptyWords')}</EmptyState>
      ) : (
        <ol className={styles.list} aria-label={t('hands.label')}>
          {room.hands.map((hand, index) => {
            const patient = room.patients.find((each) => each.patientId === hand.patientId);
            return (
              patient !== undefined && (
                <Hand
                  key={hand.patientId}
                  patient={patient}
                  place={index + 1}
                  raised={format.time(hand.at, room.timeZone)}
                  commands={commands}
                />
              )
            );
          })}
        </ol>
      )}
    </div>
  );
};
