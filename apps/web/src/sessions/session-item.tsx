import type { ScheduledSession } from '@hearth/views';
import { Button } from '@mantine/core';
import {
  IconAlertOctagonFilled,
  IconArrowRight,
  IconCalendarOff,
  IconCircleCheck,
  IconUserExclamation,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import { missingShown } from '../facilitation/admittance';
import { StatusTag } from '../people/status-tag';
import { Tag } from '../tag/tag';
import styles from './sessions.module.css';
import { attentionFirst, type Attention } from './today';

interface SessionItemProps {
  readonly session: ScheduledSession;
  readonly timeZone: string;
}

const AttentionLine = ({ person }: { readonly person: Attention }) => {
  const { t } = useTranslation('session');
  const safety = person.safety || person.missing.includes('safety');
  const rest = missingShown(person.missing);
  return (
    <li>
      <bdi className={styles.name}>{person.displayName}</bdi>
      {safety && (
        <Tag tone="safety" icon={<IconAlertOctagonFilled />}>
          {t('missing.safety')}
        </Tag>
      )}
      {rest.map((each) => (
        <Tag
          key={each}
          tone={each === 'location' || each === 'contact' ? 'look' : 'plain'}
          icon={<IconUserExclamation />}
        >
          {t(`missing.${each}`)}
        </Tag>
      ))}
    </li>
  );
};

const Attentions = ({ roster }: { readonly roster: NonNullable<ScheduledSession['roster']> }) => {
  const { t } = useTranslation('sessions');
  if (roster.attention.length === 0)
    return roster.expected > 0 && roster.checkedIn >= roster.expected ? (
      <p className={styles.clear}>
        <IconCircleCheck size={18} aria-hidden />
        {t('allClear')}
      </p>
    ) : null;
  return (
    <section aria-label={t('attention')}>
      <h3 className={styles.subheading}>{t('attention')}</h3>
      <ul className={styles.attention}>
        {attentionFirst(roster.attention).map((person) => (
          <AttentionLine key={person.patientId} person={person} />
        ))}
      </ul>
    </section>
  );
};

const Counts = ({ roster }: { readonly roster: NonNullable<ScheduledSession['roster']> }) => {
  const { t } = useTranslation('sessions');
  const format = useFormat();
  return (
    <dl className={styles.counts}>
      {(['checkedIn', 'waiting', 'inRoom'] as const).map((name) => (
        <div key={name}>
          <dt>{t(`count.${name}`)}</dt>
          <dd className="tabular">
            {name === 'checkedIn'
              ? t('ofExpected', { count: roster.checkedIn, expected: format.number(roster.expected) })
              : format.number(roster[name])}
          </dd>
        </div>
      ))}
    </dl>
  );
};

const CannotCome = ({ names }: { readonly names: readonly string[] }) => {
  const { t, i18n } = useTranslation('sessions');
  if (names.length === 0) return null;
  const listed = new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(names);
  return (
    <p className={styles.absent}>
      <IconCalendarOff size={18} aria-hidden />
      {t('cannotCome', { names: listed })}
    </p>
  );
};

/** One of today's sessions: when, how far, who has checked in, and whose attention first. */
export const SessionItem = ({ session, timeZone }: SessionItemProps) => {
  const { t } = useTranslation('sessions');
  const format = useFormat();
  const headingId = `session-${session.sessionId}`;
  const to = session.status === 'ended' || session.status === 'sealed' ? 'review' : 'open';
  const params = { sessionId: session.sessionId };
  return (
    <article className={styles.card} aria-labelledby={headingId} data-session={session.sessionId}>
      <header className={styles.header}>
        <span className={`${styles.time} tabular`}>
          {t('when', {
            from: format.time(session.startsAt, timeZone),
            to: format.time(session.endsAt, timeZone),
          })}
        </span>
        <h2 id={headingId} className={styles.title}>
          {session.title}
        </h2>
        <StatusTag status={session.status} notHeld={session.notHeld === true} />
      </header>
      <p className={styles.with}>
        {t('with', {
          names: session.facilitators
            .map((each) =>
              each.credentials === undefined ? each.displayName : `${each.displayName}, ${each.credentials}`,
            )
            .join(' · '),
        })}
      </p>
      {session.roster !== null && session.status !== 'cancelled' && (
        <>
          <Counts roster={session.roster} />
          <CannotCome names={session.roster.cannotCome} />
          <Attentions roster={session.roster} />
        </>
      )}
      {session.notHeld === true && <p className={styles.with}>{t('notHeld')}</p>}
      {session.status !== 'cancelled' && (
        <Button
          w="fit-content"
          variant={session.status === 'live' || session.status === 'doors-open' ? 'filled' : 'default'}
          rightSection={<IconArrowRight size={18} aria-hidden />}
          renderRoot={(props) =>
            to === 'review' ? (
              <Link to="/sessions/$sessionId/attendance" params={params} {...props} />
            ) : (
              <Link to="/sessions/$sessionId" params={params} {...props} />
            )
          }
        >
          {t(`go.${session.status}`)}
        </Button>
      )}
    </article>
  );
};
