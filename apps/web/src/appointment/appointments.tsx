import type { CalendarSession, DirectoryDocument, DirectoryPatient } from '@hearth/views';
import { Button, Stack, Text, Title } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../access/me';
import { useFormat } from '../i18n/format';
import { useServerNow } from '../live/server-now';
import { More } from '../programme/more';
import styles from '../programme/programme.module.css';
import { Tag } from '../tag/tag';
import { ChangeAppointment } from './change-appointment';
import { PlanAppointment } from './plan-appointment';
import { inCare, isAppointment } from './written-appointment';

interface OneProps {
  readonly session: CalendarSession;
  readonly names: readonly string[];
  readonly timeZone: string;
  readonly today: string;
  readonly mayChange: boolean;
}

const One = ({ session, names, timeZone, today, mayChange }: OneProps) => {
  const { t } = useTranslation('appointment');
  const format = useFormat();
  const [opened, setOpened] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const { startsAt, status, title, facilitators, notHeld } = session;
  const when = `${format.day(startsAt, timeZone)}, ${format.time(startsAt, timeZone)}`;
  const name = t('name', { title, who: names.join(', '), when });
  return (
    <li className={styles.row}>
      <div className={styles.guest}>
        <Text fw={650} className="tabular">
          {when}
        </Text>
        <Text>
          <bdi>{title}</bdi>: <bdi>{names.join(', ')}</bdi>
        </Text>
        <Text size="sm" c="dimmed">
          {facilitators.map(({ displayName }) => displayName).join(', ')}
        </Text>
        {status === 'cancelled' && (
          <Tag tone={notHeld === true ? 'look' : 'plain'}>{t(notHeld === true ? 'notHeld' : 'off')}</Tag>
        )}
        {mayChange && (
          <Button
            ref={button}
            variant="subtle"
            size="sm"
            aria-expanded={opened}
            aria-label={t('changeFor', { name })}
            onClick={() => setOpened(!opened)}
          >
            {t('change')}
          </Button>
        )}
      </div>
      {opened && (
        <ChangeAppointment
          {...{ session, timeZone, today, name }}
          onLeave={() => {
            setOpened(false);
            button.current?.focus();
          }}
        />
      )}
    </li>
  );
};

interface AppointmentsProps {
  readonly directory: DirectoryDocument;
  /** Those whom the screen shows. */
  readonly patients: readonly DirectoryPatient[];
  /** Of the week that the screen shows. */
  readonly sessions: readonly CalendarSession[];
  readonly today: string;
  /** The screen goes to the week of what was planned. */
  readonly onPlanned: (day: string) => void;
}

/** The way down to the appointments, past a table that is long. */
export const ToAppointments = () => {
  const { t } = useTranslation('appointment');
  return (
    <a href="#appointments" className={styles.link}>
      {t('title')}
    </a>
  );
};

/** What a week has for single patients, and how more of it is planned, moved and called off. */
export const Appointments = ({ directory, patients, sessions, today, onPlanned }: AppointmentsProps) => {
  const { t } = useTranslation('appointment');
  const { role, person } = useMe();
  const now = useServerNow(60_000);
  const { timeZone } = directory;
  const namesIn = ({ patientIds }: CalendarSession): readonly string[] =>
    patients.filter(({ patientId }) => patientIds.includes(patientId)).map(({ displayName }) => displayName);
  const shown = sessions.filter((session) => isAppointment(session) && namesIn(session).length > 0);
  const runs = role === 'admin' || role === 'supervisor';
  const mayChange = ({ status, startsAt, facilitators }: CalendarSession): boolean =>
    status === 'scheduled' &&
    startsAt > now &&
    (runs || (role === 'therapist' && facilitators.some(({ staffId }) => staffId === person.id)));
  return (
    <section className={styles.card} aria-labelledby="appointments">
      <Stack gap="sm">
        <Title order={2} size="md" id="appointments" tabIndex={-1}>
          {t('title')}
        </Title>
        {shown.length === 0 ? (
          <Text c="dimmed">{t('none')}</Text>
        ) : (
          <ul className={styles.rows}>
            {shown.map((session) => (
              <One
                key={session.sessionId}
                {...{ session, timeZone, today }}
                names={namesIn(session)}
                mayChange={mayChange(session)}
              />
            ))}
          </ul>
        )}
        {role !== 'prescriber' && (
          <More title={t('plan')}>
            <PlanAppointment patients={inCare(patients)} {...{ directory, today, onPlanned }} />
          </More>
        )}
      </Stack>
    </section>
  );
};
