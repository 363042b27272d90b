import type { Facilitator } from '@hearth/domain';
import type { DirectoryDocument, GroupDocument } from '@hearth/views';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { CommandForm } from '../command-form/command-form';
import { orNull, useDraft } from '../programme/draft';
import { FewerPlaces, type FewerPlacesReason } from '../programme/fewer-places';
import { TextField } from '../programme/fields';
import { LeadingFields } from './leading-fields';
import { staffOptions } from './staff-options';

/** Who leads with whom: the first of them leads, the others do so with them. */
export const facilitatorsOf = (leadId: string, others: readonly string[]): readonly Facilitator[] => [
  { staffId: leadId, part: 'facilitator' },
  ...others
    .filter((staffId) => staffId !== leadId)
    .map((staffId) => ({ staffId, part: 'co-facilitator' as const })),
];

interface GroupFormProps {
  readonly group: GroupDocument;
  readonly today: string;
}

/** Who leads the group from a day on. */
export const FacilitatorsForm = ({
  group,
  directory,
  today,
}: GroupFormProps & { readonly directory: DirectoryDocument }) => {
  const { t } = useTranslation('plan');
  const lead = group.facilitators.find(({ part }) => part === 'facilitator')?.staffId;
  const everybody = staffOptions(directory);
  const { values, field } = useDraft<{ from: string; leadId: string; others: readonly string[] }>({
    from: today,
    leadId: lead ?? everybody[0]?.value ?? '',
    others: group.facilitators.map(({ staffId }) => staffId).filter((staffId) => staffId !== lead),
  });
  const { from, leadId, others } = values;
  return (
    <CommandForm
      label={t('groups.leading.label')}
      submit={t('groups.leading.submit')}
      onSubmit={() =>
        api.post(`/groups/${group.groupId}/facilitators`, {
          from,
          facilitators: facilitatorsOf(leadId, others),
        })
      }
    >
      <TextField type="date" required label={t('from')} {...field('from')} />
      <LeadingFields everybody={everybody} lead={field('leadId')} others={field('others')} />
    </CommandForm>
  );
};

/** How many places there are; fewer than people asks for a reason, and sends nobody away. */
export const CapacityForm = ({ group }: Pick<GroupFormProps, 'group'>) => {
  const { t } = useTranslation('plan');
  const { values, field } = useDraft<{ capacity: string; reasonCode: FewerPlacesReason }>({
    capacity: String(group.capacity),
    reasonCode: '',
  });
  const taken = group.members.length;
  const isBelow = Number(values.capacity) < taken;
  return (
    <CommandForm
      label={t('groups.places.label')}
      submit={t('groups.places.submit')}
      onSubmit={() =>
        api.post(`/groups/${group.groupId}/capacity`, {
          capacity: Math.round(Number(values.capacity)),
          reasonCode: isBelow ? orNull(values.reasonCode) : null,
        })
      }
    >
      <TextField
        type="number"
        min={1}
        max={100}
        required
        label={t('groups.places.count')}
        {...field('capacity')}
      />
      {isBelow && <FewerPlaces taken={taken} {...field('reasonCode')} />}
    </CommandForm>
  );
};

/** From which day on the group does not meet any more. */
export const ClosureForm = ({ group, today }: GroupFormProps) => {
  const { t } = useTranslation('plan');
  const { values, field } = useDraft({ from: today });
  return (
    <CommandForm
      label={t('groups.closing.label')}
      submit={t('groups.closing.submit')}
      onSubmit={() => api.post(`/groups/${group.groupId}/closure`, { from: values.from })}
    >
      <Text size="sm">{t('groups.closing.words')}</Text>
      <TextField type="date" required label={t('from')} {...field('from')} />
    </CommandForm>
  );
};
