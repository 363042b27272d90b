import type { RoomDocument, RoomPatient } from '@hearth/views';
import { Button, Group } from '@mantine/core';
import {
  IconAlertOctagonFilled,
  IconCalendarOff,
  IconHandStop,
  IconMapPin,
  IconMicrophone2,
  IconUserExclamation,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { TroubleNotice } from '../api/trouble-notice';
import { useCommand } from '../api/use-command';
import { useFormat } from '../i18n/format';
import { PersonName } from '../people/person-name';
import { PlaceTag } from '../people/place-tag';
import { useRecentChange } from '../steady/use-recent-change';
import { Tag } from '../tag/tag';
import { admittanceOf, missingShown, placesLeft } from './admittance';
import { CheckInDetails } from './check-in-details';
import type { PersonDialog } from './person-dialogs';
import styles from './people.module.css';
import type { SessionCommands } from './session-commands';

interface PersonRowProps {
  readonly patient: RoomPatient;
  readonly room: RoomDocument;
  readonly commands: SessionCommands;
  readonly onAsk: (dialog: PersonDialog) => void;
}

const since = (patient: RoomPatient): number | null =>
  patient.place === 'waiting' ? patient.waitingSince : patient.place === 'dropped' ? patient.droppedAt : null;

/** What was said of not coming, as long as the person has not come after all. */
const absenceOf = ({ absence, place }: RoomPatient) => (place === 'expected' ? (absence ?? null) : null);

const Notices = ({ patient, room }: Pick<PersonRowProps, 'patient' | 'room'>) => {
  const { t } = useTranslation(['facilitation', 'session']);
  const openSignal = room.signals.some(
    (each) => each.patientId === patient.patientId && each.closed === null,
  );
  const cannotCome = absenceOf(patient) !== null;
  // Nothing is missing of somebody who does not come.
  const missing = cannotCome ? [] : missingShown(patient.missing);
  const safety = openSignal || patient.missing.includes('safety');
  const state = patient.checkIn?.location?.state;
  const handPlace = room.hands.findIndex((hand) => hand.patientId === patient.patientId) + 1;
  return (
    <>
      {safety && (
        <Tag tone="safety" icon={<IconAlertOctagonFilled />}>
          {t('session:missing.safety')}
        </Tag>
      )}
      {missing.map((each) => (
        <Tag key={each} tone="look" icon={<IconUserExclamation />}>
          {t('missingTag', { what: t(`session:missing.${each}`) })}
        </Tag>
      ))}
      {cannotCome && (
        <Tag tone="look" icon={<IconCalendarOff />}>
          {t('cannotCome')}
        </Tag>
      )}
      {state !== undefined && <Tag icon={<IconMapPin />}>{state}</Tag>}
      {handPlace > 0 && (
        <Tag tone="brand" icon={<IconHandStop />}>
          {t('handPlace', { place: handPlace })}
        </Tag>
      )}
      {room.share?.patientId === patient.patientId && (
        <Tag tone="brand" icon={<IconMicrophone2 />}>
          {t('hasFloor')}
        </Tag>
      )}
    </>
  );
};

const Admission = ({ patient, room, commands, onAsk }: PersonRowProps) => {
  const { t } = useTranslation('facilitation');
  const admitting = useCommand(() => commands.admit(patient.patientId));
  const admittance = admittanceOf(patient, placesLeft(room));
  if (admittance.kind === 'not-waiting' || !mayAdmit(room)) return null;
  const name = patient.displayName;
  return (
    <>
      {admittance.kind === 'clear' ? (
        <Button
          size="xs"
          loading={admitting.busy}
          onClick={() => void admitting.run()}
          aria-label={t('admitName', { name })}
        >
          {t('admit')}
        </Button>
      ) : (
        <Button
          size="xs"
          variant="default"
          onClick={() => onAsk({ kind: 'override', patient, obstacles: admittance.obstacles })}
          aria-label={t('admitAnywayName', { name })}
        >
          {t('admitAnyway')}
        </Button>
      )}
      {patient.place === 'waiting' && (
        <Button
          size="xs"
          variant="default"
          onClick={() => onAsk({ kind: 'turn-away', patient })}
          aria-label={t('turnAwayName', { name })}
        >
          {t('turnAway.submit')}
        </Button>
      )}
      <TroubleNotice trouble={admitting.trouble} />
    </>
  );
};

const mayAdmit = (room: RoomDocument): boolean => room.status === 'doors-open' || room.status === 'live';

const InRoom = ({ patient, room, commands, onAsk }: PersonRowProps) => {
  const { t } = useTranslation('facilitation');
  const floor = useCommand(() =>
    room.share?.patientId === patient.patientId
      ? commands.takeFloor()
      : commands.giveFloor(patient.patientId),
  );
  const muting = useCommand(() => commands.mute(patient.person));
  const here = patient.place === 'in-room' || patient.place === 'admitted' || patient.place === 'dropped';
  if (room.status !== 'live' || !here) return null;
  const name = patient.displayName;
  const has = room.share?.patientId === patient.patientId;
  return (
    <>
      <Button
        size="xs"
        variant="default"
        loading={floor.busy}
        onClick={() => void floor.run()}
        aria-label={t(has ? 'takeFloorName' : 'giveFloorName', { name })}
      >
        {t(has ? 'takeFloor' : 'giveFloor')}
      </Button>
      {patient.place === 'in-room' && (
        <Button
          size="xs"
          variant="default"
          loading={muting.busy}
          disabled={patient.microphone === false}
          onClick={() => void muting.run()}
          aria-label={t(patient.microphone === false ? 'mutedName' : 'muteName', { name })}
        >
          {t(patient.microphone === false ? 'muted' : 'mute')}
        </Button>
      )}
      <Button
        size="xs"
        variant="subtle"
        onClick={() => onAsk({ kind: 'remove', patient })}
        aria-label={t('removeName', { name })}
      >
        {t('remove.submit')}
      </Button>
      <TroubleNotice trouble={floor.trouble ?? muting.trouble} />
    </>
  );
};

/** One person of the roster: where they are, what is missing, and what can be done about it. */
export const PersonRow = (props: PersonRowProps) => {
  const { patient, room } = props;
  const { t } = useTranslation(['facilitation', 'session']);
  const format = useFormat();
  const changed = useRecentChange(`${patient.place} ${patient.missing.join()}`);
  const from = since(patient);
  const ended = patient.turnedAway ?? patient.removed;
  const absence = absenceOf(patient);
  return (
    <li className={styles.person} data-changed={changed || undefined} data-patient={patient.patientId}>
      <div className={styles.top}>
        <div className={styles.line}>
          <PersonName
            displayName={patient.displayName}
            simulated={patient.simulated}
            detail={patient.pronouns}
          />
          {absence === null && <PlaceTag place={patient.place} />}
          {from !== null && (
            <span className={`${styles.since} tabular`}>
              {t('since', { time: format.time(from, room.timeZone) })}
            </span>
          )}
          {ended !== null && (patient.place === 'turned-away' || patient.place === 'removed') && (
            <span className={styles.since}>
              {t('endedBecause', {
                time: format.time(ended.at, room.timeZone),
                reason: t(`session:reasonCode.${ended.reasonCode}`),
              })}
            </span>
          )}
          <Notices patient={patient} room={room} />
        </div>
        <Group gap="xs">
          <Admission {...props} />
          <InRoom {...props} />
        </Group>
      </div>
      {absence?.reason != null && (
        <p className={styles.reason}>
          <q>{absence.reason}</q>
        </p>
      )}
      <details className={styles.details}>
        <summary>{t('checkIn.show')}</summary>
        <CheckInDetails checkIn={patient.checkIn} timeZone={room.timeZone} />
      </details>
    </li>
  );
};
