import type { Slot } from '@hearth/domain';
import type { GroupDocument } from '@hearth/views';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api, newId } from '../api/client';
import { useFormat } from '../i18n/format';
import { CommandForm } from '../command-form/command-form';
import { orNull, rowsOf, useDraft, type Row } from '../programme/draft';
import { ChoiceField, ManyField, TextField } from '../programme/fields';
import styles from '../programme/programme.module.css';
import { nextDays, readRule, ruleText, weekdays } from './weekly-rule';

const holidays = ['skip', 'meet'] as const;

interface SlotFieldsProps {
  readonly row: Row<Slot>;
  readonly today: string;
}

const NextDays = ({ slot, today }: { readonly slot: Slot; readonly today: string }) => {
  const { t } = useTranslation('plan');
  const format = useFormat();
  const days = nextDays(slot.rule, slot.from, today);
  return (
    <Text size="sm" role="status">
      {days.length === 0
        ? t('groups.week.never')
        : t('groups.week.next', { days: days.map((day) => format.longDay(day)).join(' · ') })}
    </Text>
  );
};

const SlotFields = ({ row: { entry: slot, part, change: onChange, remove }, today }: SlotFieldsProps) => {
  const { t } = useTranslation('plan');
  const week = readRule(slot.rule);
  const change = (part: Partial<NonNullable<typeof week>>): void => {
    if (week !== null) onChange({ ...slot, rule: ruleText({ ...week, ...part }) });
  };
  return (
    <li className={styles.card}>
      <Stack gap="sm">
        {week === null ? (
          <Text size="sm">{t('groups.week.special', { rule: slot.rule })}</Text>
        ) : (
          <>
            <ManyField
              inline
              label={t('groups.week.days')}
              value={week.days}
              options={weekdays.map((value) => ({ value, label: t(`groups.week.day.${value}`) }))}
              onChange={(days) => change({ days })}
            />
            <Group gap="sm" align="flex-end">
              <TextField
                type="number"
                min={1}
                max={12}
                required
                label={t('groups.week.every')}
                value={String(week.every)}
                onChange={(every) => change({ every: Math.max(1, Math.round(Number(every) || 1)) })}
              />
              <TextField
                type="date"
                label={t('groups.week.until')}
                value={week.until ?? ''}
                onChange={(until) => change({ until: orNull(until) })}
              />
            </Group>
          </>
        )}
        <Group gap="sm" align="flex-end">
          <TextField type="date" required label={t('groups.week.from')} {...part('from')} />
          <TextField type="time" required label={t('groups.week.startsAt')} {...part('startsAt')} />
          <TextField
            type="number"
            required
            min={5}
            max={720}
            label={t('groups.week.minutes')}
            value={String(slot.minutes)}
            onChange={(minutes) => onChange({ ...slot, minutes: Math.round(Number(minutes) || 0) })}
          />
          <TextField
            label={t('groups.week.title')}
            maxLength={120}
            value={slot.title ?? ''}
            onChange={(title) => onChange({ ...slot, title: title === '' ? null : title })}
          />
          <ChoiceField
            label={t('groups.week.onHolidays')}
            options={holidays.map((value) => ({ value, label: t(`groups.week.holiday.${value}`) }))}
            {...part('onHolidays')}
          />
        </Group>
        <NextDays slot={slot} today={today} />
        <Button variant="subtle" size="sm" w="fit-content" onClick={remove}>
          {t('groups.week.remove')}
        </Button>
      </Stack>
    </li>
  );
};

/** A group's whole week: the days on which it meets, each with its time, and when that would be next. */
export const WeekEditor = ({ group, today }: { readonly group: GroupDocument; readonly today: string }) => {
  const { t } = useTranslation('plan');
  const { values, field, set } = useDraft<{ slots: readonly Slot[] }>({ slots: group.plan?.slots ?? [] });
  const { slots } = values;
  const added: Slot = {
    slotId: newId(),
    rule: 'FREQ=WEEKLY;BYDAY=MO',
    from: today,
    startsAt: '17:30',
    minutes: 60,
    title: null,
    onHolidays: 'skip',
  };
  return (
    <CommandForm
      label={t('groups.week.label')}
      submit={t('groups.week.submit')}
      onSubmit={() =>
        api.post(`/groups/${group.groupId}/schedule`, {
          slots: slots.map((slot) => ({ ...slot, title: slot.title === null ? null : orNull(slot.title) })),
        })
      }
    >
      <Text size="sm">{t('groups.week.words')}</Text>
      <ul className={styles.cards} aria-label={t('groups.week.label')}>
        {rowsOf(field('slots')).map((row) => (
          <SlotFields key={row.entry.slotId} row={row} today={today} />
        ))}
      </ul>
      <Button variant="default" onClick={() => set('slots')([...slots, added])}>
        {t('groups.week.add')}
      </Button>
    </CommandForm>
  );
};
