import { sessionTypes, type SessionType } from '@hearth/domain';
import { Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, newId } from '../api/client';
import { useFormat } from '../i18n/format';
import { CommandForm } from '../command-form/command-form';
import { More } from '../programme/more';
import { useDraft } from '../programme/draft';
import { ChoiceField, TextField, WordsField } from '../programme/fields';
import { ProgrammeScreen, type Planning } from '../programme/programme-screen';
import styles from '../programme/programme.module.css';
import { EmptyState } from '../shell/empty-state';
import { facilitatorsOf } from './group-forms';
import { LeadingFields } from './leading-fields';
import { staffOptions } from './staff-options';

const NewGroup = ({ directory }: Pick<Planning, 'directory'>) => {
  const { t } = useTranslation('plan');
  const everybody = staffOptions(directory);
  const empty = {
    title: '',
    sessionType: 'process-group' as SessionType,
    capacity: '12',
    leadId: everybody[0]?.value ?? '',
    others: [] as readonly string[],
    norms: '',
  };
  const { values, field, start } = useDraft(empty);
  return (
    <CommandForm
      label={t('groups.form.label')}
      submit={t('groups.form.submit')}
      onDone={() => start(empty)}
      onSubmit={() =>
        api.post('/groups', {
          groupId: newId(),
          programmeId: directory.programmeId,
          title: values.title.trim(),
          sessionType: values.sessionType,
          capacity: Math.round(Number(values.capacity)),
          facilitators: facilitatorsOf(values.leadId, values.others),
          norms: values.norms
            .split('\n')
            .map((norm) => norm.trim())
            .filter((norm) => norm !== ''),
        })
      }
    >
      <TextField required maxLength={120} label={t('title')} {...field('title')} />
      <ChoiceField
        label={t('type')}
        options={sessionTypes.map((value) => ({ value, label: t(`types.${value}`) }))}
        {...field('sessionType')}
      />
      <TextField
        type="number"
        required
        min={1}
        max={100}
        label={t('groups.places.count')}
        {...field('capacity')}
      />
      <LeadingFields everybody={everybody} lead={field('leadId')} others={field('others')} />
      <WordsField
        label={t('groups.form.norms')}
        description={t('groups.form.normsWords')}
        {...field('norms')}
      />
    </CommandForm>
  );
};

const Groups = ({ directory, role }: Planning) => {
  const { t } = useTranslation('plan');
  const format = useFormat();
  const { groups } = directory;
  return (
    <Stack gap="lg">
      {groups.length === 0 ? (
        <EmptyState title={t('groups.none')}>{t('groups.noneWords')}</EmptyState>
      ) : (
        <ul className={styles.cards}>
          {groups.map(({ groupId, title, sessionType, members, capacity, plan }) => (
            <li key={groupId} className={styles.card}>
              <Title order={2} size="md">
                <Link to="/groups/$groupId" params={{ groupId }} className={styles.link}>
                  <bdi>{title}</bdi>
                </Link>
              </Title>
              <Text size="sm">
                {sessionType !== null && t(`types.${sessionType}`)} ·{' '}
                {t('taken', { taken: members.length, capacity })}
                {plan !== null &&
                  plan.closedFrom !== null &&
                  ` · ${t('groups.closedFrom', { day: format.longDay(plan.closedFrom) })}`}
              </Text>
            </li>
          ))}
        </ul>
      )}
      {role === 'admin' && (
        <More title={t('groups.form.label')}>
          <NewGroup directory={directory} />
        </More>
      )}
    </Stack>
  );
};

/** The groups of a programme. */
export const GroupsScreen = () => {
  const { t } = useTranslation('plan');
  return (
    <ProgrammeScreen title={t('groups.title')}>{(planning) => <Groups {...planning} />}</ProgrammeScreen>
  );
};
