import type { AsOfAnswer } from '@hearth/views';
import { Alert } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import { wholeMinutes } from '../minutes/running';
import styles from './as-of.module.css';
import type { Difference } from './differences';

const MOST_TOLD = 8;
const toldTypes = new Set(['ParticipantJoined', 'ParticipantLeft', 'LateFactRecorded', 'PresenceEntered']);

interface LaterNoticeProps {
  readonly answer: AsOfAnswer<unknown>;
  readonly differences: readonly Difference[];
  readonly names: ReadonlyMap<string, string>;
  readonly timeZone: string;
}

/** That this is the past as it was known, what came later about it, and whom that changes. */
export const LaterNotice = ({ answer, differences, names, timeZone }: LaterNoticeProps) => {
  const { t } = useTranslation(['as-of', 'attendance', 'session']);
  const format = useFormat();
  const { later, at } = answer;
  const title = t('title', { time: format.clock(at, timeZone) });
  return (
    <Alert
      variant="light"
      icon={<IconHistory size={20} aria-hidden />}
      title={title}
      role="status"
      data-later
    >
      {later.length === 0 ? t('nothingLater') : t('later', { count: later.length })}
      {later.length > 0 && (
        <ul className={styles.later}>
          {later.slice(0, MOST_TOLD).map((fact, index) => (
            <li key={`${fact.recordedAt}-${index}`}>
              {t('fact', {
                name: (fact.person === null ? undefined : names.get(fact.person.id)) ?? t('everybody'),
                what: t(toldTypes.has(fact.type) ? `what.${fact.type}` : 'what.other'),
                happened: format.clock(fact.happenedAt, timeZone),
                recorded: format.clock(fact.recordedAt, timeZone),
                witness: fact.witness === null ? '—' : t(`attendance:witness.${fact.witness}`),
              })}
            </li>
          ))}
          {later.length > MOST_TOLD && <li>{t('more', { count: later.length - MOST_TOLD })}</li>}
        </ul>
      )}
      {differences.length > 0 && (
        <ul className={styles.later} aria-label={t('differences')}>
          {differences.map((one) => (
            <li key={one.id}>
              {t('difference', {
                name: one.name,
                then: t('figure', {
                  place: t(one.thenPlace === null ? 'unknown' : `session:place.${one.thenPlace}`),
                  minutes: wholeMinutes(one.thenMs),
                }),
                now: t('figure', {
                  place: t(`session:place.${one.nowPlace}`),
                  minutes: wholeMinutes(one.nowMs),
                }),
              })}
            </li>
          ))}
        </ul>
      )}
    </Alert>
  );
};
