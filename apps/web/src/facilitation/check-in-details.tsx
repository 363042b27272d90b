import type { CheckInSummary } from '@hearth/views';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import styles from './people.module.css';

interface CheckInDetailsProps {
  readonly checkIn: CheckInSummary | null;
  readonly timeZone: string;
}

/** What a person answered before this session, where they are, and whom to call. */
export const CheckInDetails = ({ checkIn, timeZone }: CheckInDetailsProps) => {
  const { t } = useTranslation('facilitation');
  const format = useFormat();
  if (checkIn === null) return <p className={styles.noCheckIn}>{t('checkIn.none')}</p>;
  const { answers, location, callbackNumber, emergencyContact, attestations } = checkIn;
  const rows: readonly (readonly [string, string])[] = [
    ...(answers === null
      ? [[t('checkIn.answers'), t('checkIn.unreadable')] as const]
      : [
          [t('checkIn.safeNow'), t(`checkIn.safe.${answers.safeNow}`)] as const,
          [t('checkIn.mood'), t('checkIn.ofTen', { value: answers.mood })] as const,
          [t('checkIn.anxiety'), t('checkIn.ofTen', { value: answers.anxiety })] as const,
          [t('checkIn.urges'), t('checkIn.ofTen', { value: answers.urges })] as const,
          [t('checkIn.sleep'), t('checkIn.hours', { hours: format.number(answers.sleepHours) })] as const,
          [t('checkIn.medication'), t(`checkIn.taken.${answers.medication}`)] as const,
          ...(answers.substanceUse === undefined
            ? []
            : [[t('checkIn.substanceUse'), t(`checkIn.use.${answers.substanceUse}`)] as const]),
          ...(answers.note === undefined ? [] : [[t('checkIn.note'), answers.note] as const]),
        ]),
    [
      t('checkIn.location'),
      location === null ? t('checkIn.missing') : `${location.address}, ${location.state}`,
    ],
    [t('checkIn.callback'), callbackNumber ?? t('checkIn.missing')],
    [
      t('checkIn.contact'),
      emergencyContact === null
        ? t('checkIn.missing')
        : [emergencyContact.name, emergencyContact.relation, emergencyContact.phone]
            .filter((part) => part !== undefined)
            .join(' · '),
    ],
    [
      t('checkIn.privacy'),
      attestations === null
        ? t('checkIn.missing')
        : (['alone', 'headphones', 'noRecording', 'notDriving'] as const)
            .map((each) => t(attestations[each] ? `checkIn.attested.${each}` : `checkIn.notAttested.${each}`))
            .join(' · '),
    ],
  ];
  return (
    <div>
      <p className={styles.checkInTime}>
        {t('checkIn.at', { time: format.time(checkIn.submittedAt, timeZone) })}
      </p>
      <dl className={styles.answers}>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
};
