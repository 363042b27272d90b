import { sessionTypes, type CapacityLimit, type SessionType } from '@hearth/domain';
import type { DirectoryDocument } from '@hearth/views';
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { OutreachTimesForm } from '../outreach/outreach-times-form';
import { AuthorizationAlertsForm } from './authorization-alerts-form';
import { CommandForm } from '../command-form/command-form';
import { rowsOf, useDraft } from './draft';
import { ChoiceField, StateField, TextField } from './fields';
import { ProgrammeScreen } from './programme-screen';
import styles from './programme.module.css';

interface Holiday {
  readonly day: string;
  readonly title: string;
}

const Holidays = ({ directory }: { readonly directory: DirectoryDocument }) => {
  const { t } = useTranslation('plan');
  const { values, field, set } = useDraft<{ holidays: readonly Holiday[] }>({ holidays: directory.holidays });
  const { holidays } = values;
  return (
    <CommandForm
      label={t('settings.holidays')}
      submit={t('settings.holidaysSubmit')}
      onSubmit={() =>
        api.post(`/programmes/${directory.programmeId}/holidays`, {
          holidays: holidays.map(({ day, title }) => ({ day, title: title.trim() })),
        })
      }
    >
      <Text size="sm">{t('settings.holidaysWords')}</Text>
      {rowsOf(field('holidays')).map(({ place, part, remove }) => (
        <Group key={place} gap="sm" align="flex-end">
          <TextField type="date" required label={t('settings.day', { place })} {...part('day')} />
          <TextField required maxLength={80} label={t('settings.name', { place })} {...part('title')} />
          <Button variant="subtle" size="sm" onClick={remove}>
            {t('settings.remove', { place })}
          </Button>
        </Group>
      ))}
      <Button
        variant="default"
        size="sm"
        onClick={() => set('holidays')([...holidays, { day: '', title: '' }])}
      >
        {t('settings.addHoliday')}
      </Button>
    </CommandForm>
  );
};

const modalities = ['video', 'in-person', 'hybrid'] as const;
type Modality = (typeof modalities)[number];

interface LimitDraft {
  readonly state: string;
  readonly sessionType: SessionType | '';
  readonly modality: Modality | '';
  readonly most: string;
  readonly source: string;
}

const draftOf = ({ state, sessionType, modality, most, source }: CapacityLimit): LimitDraft => ({
  state: state ?? '',
  sessionType: sessionType ?? '',
  modality: modality ?? '',
  most: String(most),
  source,
});

const limitOf = ({ state, sessionType, modality, most, source }: LimitDraft): CapacityLimit => ({
  state: state.trim() === '' ? null : state.trim().toUpperCase(),
  sessionType: sessionType === '' ? null : sessionType,
  modality: modality === '' ? null : modality,
  most: Math.round(Number(most)),
  source: source.trim(),
});

const Limits = ({ directory }: { readonly directory: DirectoryDocument }) => {
  const { t } = useTranslation('plan');
  const { values, field, set } = useDraft<{ limits: readonly LimitDraft[] }>({
    limits: directory.limits.map(draftOf),
  });
  const { limits } = values;
  const all = { value: '' as const, label: t('settings.all') };
  return (
    <CommandForm
      label={t('settings.limits')}
      submit={t('settings.limitsSubmit')}
      onSubmit={() =>
        api.post(`/programmes/${directory.programmeId}/capacity-limits`, { limits: limits.map(limitOf) })
      }
    >
      <Text size="sm">{t('settings.limitsWords')}</Text>
      {rowsOf(field('limits')).map(({ place, part, remove }) => (
        <fieldset key={place} className={styles.many}>
          <legend>{t('settings.limit', { place })}</legend>
          <Group gap="sm" align="flex-end">
            <TextField type="number" min={1} required label={t('settings.most')} {...part('most')} />
            <StateField label={t('settings.state')} {...part('state')} />
            <ChoiceField
              label={t('type')}
              options={[all, ...sessionTypes.map((value) => ({ value, label: t(`types.${value}`) }))]}
              {...part('sessionType')}
            />
            <ChoiceField
              label={t('settings.modality')}
              options={[all, ...modalities.map((value) => ({ value, label: t(`modality.${value}`) }))]}
              {...part('modality')}
            />
            <TextField required maxLength={200} label={t('settings.source')} {...part('source')} />
            <Button variant="subtle" size="sm" onClick={remove}>
              {t('settings.removeLimit', { place })}
            </Button>
          </Group>
        </fieldset>
      ))}
      <Button
        variant="default"
        size="sm"
        onClick={() =>
          set('limits')([...limits, { state: '', sessionType: '', modality: '', most: '12', source: '' }])
        }
      >
        {t('settings.addLimit')}
      </Button>
    </CommandForm>
  );
};

/** What holds for a whole programme: days without meetings, how many may be in a room, and when somebody is told. */
export const SettingsScreen = () => {
  const { t } = useTranslation(['plan', 'outreach']);
  return (
    <ProgrammeScreen title={t('settings.title')}>
      {({ directory, role, runs }) => (
        <Stack gap="lg">
          {role === 'admin' ? (
            <>
              <section className={styles.card}>
                <Title order={2} size="md">
                  {t('settings.holidays')}
                </Title>
                <Holidays key={JSON.stringify(directory.holidays)} directory={directory} />
              </section>
              <section className={styles.card}>
                <Title order={2} size="md">
                  {t('settings.limits')}
                </Title>
                <Limits key={JSON.stringify(directory.limits)} directory={directory} />
              </section>
            </>
          ) : (
            <Text>{t('settings.adminsOnly')}</Text>
          )}
          {runs && (
            <>
              <section className={styles.card}>
                <Title order={2} size="md">
                  {t('outreach:alerts.title')}
                </Title>
                <AuthorizationAlertsForm key={directory.programmeId} directory={directory} />
              </section>
              <OutreachTimesForm key={directory.programmeId} programmeId={directory.programmeId} />
            </>
          )}
        </Stack>
      )}
    </ProgrammeScreen>
  );
};
