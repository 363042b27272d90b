import type { Licence } from '@hearth/domain';
import type { DirectoryStaff } from '@hearth/views';
import { Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconClock } from '@tabler/icons-react';
import { useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import { More } from '../programme/more';
import { ProgrammeScreen, type Planning } from '../programme/programme-screen';
import styles from '../programme/programme.module.css';
import { EmptyState } from '../shell/empty-state';
import { Tag } from '../tag/tag';
import { coverOf, missingFor, standingOf, type StateCover } from './cover';
import { LicenceForm } from './licence-form';

const looks = {
  holds: { tone: 'brand', icon: IconCheck },
  'ends-soon': { tone: 'look', icon: IconClock },
  ended: { tone: 'plain', icon: IconAlertTriangle },
} as const;

const LicenceTag = ({ licence, today }: { readonly licence: Licence; readonly today: string }) => {
  const { t } = useTranslation('plan');
  const format = useFormat();
  const { state, credential, expiresOn } = licence;
  const standing = standingOf(licence, today);
  const { tone, icon: Icon } = looks[standing];
  const until =
    expiresOn === null ? '' : `, ${t(`staff.standing.${standing}`, { day: format.longDay(expiresOn) })}`;
  return (
    <Tag tone={tone} icon={<Icon size={16} />}>
      {state} · {credential}
      {until}
    </Tag>
  );
};

const Cover = ({ cover, isChosen }: { readonly cover: StateCover; readonly isChosen: boolean }) => {
  const { t } = useTranslation('plan');
  const { state, patients, licensed } = cover;
  return (
    <li className={styles.row} data-state={state} {...(isChosen ? { 'aria-current': 'true' } : {})}>
      <Text fw={650}>
        {state} · {t('staff.patients', { count: patients.length })}
      </Text>
      {licensed.length === 0 ? (
        <>
          <Tag tone="look" icon={<IconAlertTriangle size={16} />}>
            {t('staff.nobody')}
          </Tag>
          <Text size="sm">{patients.map(({ displayName }) => displayName).join(', ')}</Text>
        </>
      ) : (
        <Text size="sm">{licensed.map(({ displayName }) => displayName).join(', ')}</Text>
      )}
    </li>
  );
};

const Member = ({
  member,
  directory,
  today,
  role,
}: { readonly member: DirectoryStaff } & Pick<Planning, 'directory' | 'today' | 'role'>) => {
  const { t } = useTranslation('plan');
  const { displayName, credentials, licences, needsCoSign } = member;
  const missing = missingFor(member, directory, today);
  const uncovered = coverOf(directory, today).filter(({ licensed }) => licensed.length === 0);
  return (
    <li className={styles.card}>
      <Stack gap="xs">
        <Title order={3} size="md">
          <bdi>{displayName}</bdi>
        </Title>
        <Text size="sm" c="dimmed">
          {[
            member.role === null ? '' : t(`staff.roles.${member.role}`),
            credentials ?? '',
            needsCoSign ? t('staff.coSigned') : '',
          ]
            .filter((part) => part !== '')
            .join(' · ')}
        </Text>
        {licences.length === 0 ? (
          <Text size="sm">{t('staff.noLicences')}</Text>
        ) : (
          <ul className={styles.tags} aria-label={t('staff.licences')}>
            {licences.map((licence) => (
              <li key={JSON.stringify(licence)}>
                <LicenceTag licence={licence} today={today} />
              </li>
            ))}
          </ul>
        )}
        {missing.map(({ state, patients }) => (
          <Text key={state} size="sm">
            <Tag tone="look" icon={<IconAlertTriangle size={16} />}>
              {t('staff.missing', { state })}
            </Tag>{' '}
            {t('staff.missingFor', { names: patients.map((one) => one.displayName).join(', ') })}
          </Text>
        ))}
        {role === 'admin' && (
          <More title={t('staff.changeFor', { name: displayName })}>
            <LicenceForm
              key={JSON.stringify([licences, needsCoSign])}
              member={member}
              today={today}
              wanted={[...missing, ...uncovered].map(({ state }) => state)}
            />
          </More>
        )}
      </Stack>
    </li>
  );
};

const Staff = ({ directory, today, role }: Planning) => {
  const { t } = useTranslation('plan');
  const chosen = useLocation({ select: ({ hash }) => hash });
  const covers = coverOf(directory, today);
  return (
    <Stack gap="lg">
      <section className={styles.card} aria-labelledby="staff-states">
        <Title order={2} size="md" mb="xs" id="staff-states">
          {t('staff.states')}
        </Title>
        {covers.length === 0 ? (
          <Text c="dimmed">{t('staff.noStates')}</Text>
        ) : (
          <ul className={styles.rows}>
            {covers.map((cover) => (
              <Cover key={cover.state} cover={cover} isChosen={cover.state === chosen} />
            ))}
          </ul>
        )}
      </section>
      <section aria-labelledby="staff-members">
        <Title order={2} size="md" mb="xs" id="staff-members">
          {t('staff.members')}
        </Title>
        {directory.staff.length === 0 ? (
          <EmptyState title={t('staff.none')}>{t('staff.noneWords')}</EmptyState>
        ) : (
          <ul className={`${styles.cards} ${styles.stacked}`}>
            {directory.staff.map((member) => (
              <Member key={member.staffId} {...{ member, directory, today, role }} />
            ))}
          </ul>
        )}
      </section>
    </Stack>
  );
};

/** Who works here, where each may practise, and where patients live that nobody is licensed for. */
export const StaffScreen = () => {
  const { t } = useTranslation('plan');
  return <ProgrammeScreen title={t('staff.title')}>{(planning) => <Staff {...planning} />}</ProgrammeScreen>;
};
