import { sessionTypes, type CapacityLimit, type SessionType } from '@hearth/domain';
import type { DirectoryDocument } from '@hearth/views';
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { OutreachTimesForm } from '../outreach/outreach-times-form';
import { AuthorizationAlertsForm } from './authorization-alerts-form';
import { CommandForm } from '../command-form/command-form';
import { useDraft } from './draft';
import { ChoiceField, TextField } from './fields';
import { ProgrammeScreen } from './programme-screen';
import styles from './programme.module.css';

interface Holiday {
  readonly day: string;
  readonly title: string;
}

const replaced = <Entry,>(list: readonly Entry[], index: number, part: Partial<Entry>): readonly Entry[] =>
  list.map((entry, place) => (place === index ? { ...entry, ...part } : entry));

const Holidays = ({ directory }: { readonly directory: DirectoryDocument }) => {
  const { t } = useTranslation('plan');
  const { values, set } = useDraft<{ holidays: readonly Holiday[] }>({ holidays: directory.holidays });
  const { holidays } = values;
  const change = set('holidays');
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
      {holidays.map(({ day, title }, index) => (
        <Group key={index} gap="sm" align="flex-end">
          <TextField
            type="date"
            required
            label={t('settings.day', { place: index + 1 })}
            value={day}
            onChange={(next) => change(replaced(holidays, index, { day: next }))}
          />
          <TextField
            required
            maxLength={80}
            label={t('settings.name', { place: index + 1 })}
            value={title}
            onChange={(next) => change(replaced(holidays, index, { title: next }))}
          />
          <Button
            variant="subtle"
            size="sm"
            onClick={() => change(holidays.filter((_, place) => place !== index))}
          >
            {t('settings.remove', { place: index + 1 })}
          </Button>
        </Group>
      ))}
      <Button variant="default" size="sm" onClick={() => change([...holidays, { day: '', title: '' }])}>
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
  const { values, set } = useDraft<{ limits: readonly LimitDraft[] }>({
    limits: directory.limits.map(draftOf),
  });
  const { limits } = values;
  const change = set('limits');
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
      {limits.map((limit, index) => (
        <fieldset key={index} className={styles.many}>
          <legend>{t('settings.limit', { place: index + 1 })}</legend>
          <Group gap="sm" align="flex-end">
            <TextField
              type="number"
              min={1}
              required
              label={t('settings.most')}
              value={limit.most}
              onChange={(most) => change(replaced(limits, index, { most }))}
            />
            <TextField
              maxLength={2}
              pattern="[A-Za-z]{2}"
              label={t('settings.state')}
              value={limit.state}
              onChange={(state) => change(replaced(limits, index, { state }))}
            />
            <ChoiceField
              label={t('type')}
              value={limit.sessionType}
              options={[all, ...sessionTypes.map((value) => ({ value, label: t(`types.${value}`) }))]}
              onChange={(sessionType) => change(replaced(limits, index, { sessionType }))}
            />
            <ChoiceField
              label={t('settings.modality')}
              value={limit.modality}
              options={[all, ...modalities.map((value) => ({ value, label: t(`modality.${value}`) }))]}
              onChange={(modality) => change(replaced(limits, index, { modality }))}
            />
            <TextField
              required
              maxLength={200}
              label={t('settings.source')}
              value={limit.source}
              onChange={(source) => change(replaced(limits, index, { source }))}
            />
            <Button
              variant="subtle"
              size="sm"
              onClick={() => change(limits.filter((_, place) => place !== index))}
            >
              {t('settings.removeLimit', { place: index + 1 })}
            </Button>
          </Group>
        </fieldset>
      ))}
      <Button
        variant="default"
        size="sm"
        onClick={() =>
          change([...limits, { state: '', sessionType: '', modality: '', most: '12', source: '' }])
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
