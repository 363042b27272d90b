import type { GroupDocument } from '@hearth/views';
import { Stack, Text, Title } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import { More } from '../programme/more';
import { ProgrammeScreen, type Planning } from '../programme/programme-screen';
import styles from '../programme/programme.module.css';
import { EmptyState } from '../shell/empty-state';
import { CapacityForm, ClosureForm, FacilitatorsForm } from './group-forms';
import { Meetings } from './meetings';
import { WeekEditor } from './week-editor';

const Part = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section className={styles.card}>
    <Title order={2} size="md" mb="xs">
      {title}
    </Title>
    {children}
  </section>
);

const Members = ({ group, directory }: { readonly group: GroupDocument } & Pick<Planning, 'directory'>) => {
  const { t } = useTranslation('plan');
  if (group.members.length === 0) return <Text c="dimmed">{t('groups.noMembers')}</Text>;
  return (
    <ul>
      {group.members.map(({ patientId, enrollmentId }) => (
        <li key={patientId}>
          <Link to="/enrollments/$enrollmentId" params={{ enrollmentId }} className={styles.link}>
            <bdi>{directory.patients.find((one) => one.patientId === patientId)?.displayName ?? '—'}</bdi>
          </Link>
        </li>
      ))}
    </ul>
  );
};

const Changes = ({ group, directory, today }: { readonly group: GroupDocument } & Planning) => {
  const { t } = useTranslation('plan');
  // What somebody else has decided meanwhile starts the forms anew; what is on its way here is theirs.
  const key = JSON.stringify(group.plan?.slots);
  return (
    <Part title={t('groups.change')}>
      <Stack gap="sm">
        <More title={t('groups.week.label')}>
          <WeekEditor key={key} group={group} today={today} />
        </More>
        <More title={t('groups.leading.label')}>
          <FacilitatorsForm group={group} directory={directory} today={today} />
        </More>
        <More title={t('groups.places.label')}>
          <CapacityForm group={group} />
        </More>
        <More title={t('groups.closing.label')}>
          <ClosureForm group={group} today={today} />
        </More>
      </Stack>
    </Part>
  );
};

const Group = ({ groupId, ...planning }: { readonly groupId: string } & Planning) => {
  const { t } = useTranslation('plan');
  const format = useFormat();
  const { directory, today, runs, role } = planning;
  const group = directory.groups.find((one) => one.groupId === groupId);
  if (group === undefined)
    return <EmptyState title={t('groups.unknown')}>{t('groups.unknownWords')}</EmptyState>;
  const closedFrom = group.plan?.closedFrom ?? null;
  return (
    <Stack gap="lg">
      <Title order={2} size="lg">
        <bdi>{group.title}</bdi>
      </Title>
      <Text>
        {group.sessionType !== null && t(`types.${group.sessionType}`)} ·{' '}
        {t('taken', { taken: group.members.length, capacity: group.capacity })}
      </Text>
      {closedFrom !== null && <Text>{t('groups.closedFrom', { day: format.longDay(closedFrom) })}</Text>}
      <Part title={t('groups.meetings')}>
        <Meetings {...{ group, directory, today, runs }} mayInvite={role !== 'prescriber'} />
      </Part>
      {runs && <Changes group={group} {...planning} />}
      <Part title={t('groups.members')}>
        <Members group={group} directory={directory} />
      </Part>
    </Stack>
  );
};

/** A group: when it meets, who leads it and who is in it; and all that can be changed about that. */
export const GroupScreen = () => {
  const { t } = useTranslation('plan');
  const { groupId = '' } = useParams({ strict: false });
  return (
    <ProgrammeScreen title={t('groups.one')}>
      {(planning) => <Group key={groupId} groupId={groupId} {...planning} />}
    </ProgrammeScreen>
  );
};
