import { partsOfDay, type PartOfDay, type TrackPlan } from '@hearth/domain';
import type { DirectoryDocument } from '@hearth/views';
import { useTranslation } from 'react-i18next';
import { api, newId } from '../api/client';
import { CommandForm } from '../command-form/command-form';
import { orNull, useDraft, type Draft } from '../programme/draft';
import { FewerPlaces, type FewerPlacesReason } from '../programme/fewer-places';
import { ChoiceField, ManyField, TextField, TickField } from '../programme/fields';

const populations = ['adult', 'adolescent', 'any'] as const;

interface Shape {
  readonly title: string;
  readonly population: (typeof populations)[number];
  readonly partOfDay: PartOfDay;
  readonly part2: boolean;
  readonly capacity: string;
  readonly groupIds: readonly string[];
}

const empty: Shape = {
  title: '',
  population: 'adult',
  partOfDay: 'evening',
  part2: false,
  capacity: '12',
  groupIds: [],
};

const bodyOf = ({ title, capacity, groupIds, ...rest }: Shape) => ({
  ...rest,
  title: title.trim(),
  capacity: Math.round(Number(capacity)),
  groupIds: [...groupIds],
});

const ShapeFields = ({
  draft: { field },
  directory,
}: {
  readonly draft: Draft<Shape>;
  readonly directory: DirectoryDocument;
}) => {
  const { t } = useTranslation('plan');
  return (
    <>
      <TextField required maxLength={120} label={t('title')} {...field('title')} />
      <ChoiceField
        label={t('tracks.population')}
        options={populations.map((value) => ({ value, label: t(`population.${value}`) }))}
        {...field('population')}
      />
      <ChoiceField
        label={t('tracks.partOfDay')}
        options={partsOfDay.map((value) => ({ value, label: t(`partOfDay.${value}`) }))}
        {...field('partOfDay')}
      />
      <TextField
        type="number"
        required
        min={1}
        max={500}
        label={t('groups.places.count')}
        {...field('capacity')}
      />
      <TickField label={t('tracks.part2Long')} {...field('part2')} />
      <ManyField
        label={t('groups.title')}
        options={directory.groups.map(({ groupId, title }) => ({ value: groupId, label: title }))}
        {...field('groupIds')}
      />
    </>
  );
};

/** A new weekly shape. */
export const NewTrack = ({ directory }: { readonly directory: DirectoryDocument }) => {
  const { t } = useTranslation('plan');
  const draft = useDraft(empty);
  const { programmeId } = directory;
  return (
    <CommandForm
      label={t('tracks.form')}
      submit={t('tracks.formSubmit')}
      onDone={() => draft.start(empty)}
      onSubmit={() => api.post('/tracks', { trackId: newId(), programmeId, ...bodyOf(draft.values) })}
    >
      <ShapeFields draft={draft} directory={directory} />
    </CommandForm>
  );
};

/** A track as it is to be, whole; fewer places than people ask for a reason. */
export const ChangeTrack = ({
  track,
  directory,
}: {
  readonly track: TrackPlan;
  readonly directory: DirectoryDocument;
}) => {
  const { t } = useTranslation('plan');
  const { title, population, partOfDay, part2, capacity, groupIds } = track;
  const draft = useDraft<Shape>({
    ...{ title, population, partOfDay, part2, groupIds },
    capacity: String(capacity),
  });
  const why = useDraft<{ reasonCode: FewerPlacesReason }>({ reasonCode: '' });
  const taken = new Set(track.seats.filter(({ until }) => until === null).map(({ patientId }) => patientId))
    .size;
  const isBelow = Number(draft.values.capacity) < taken;
  return (
    <CommandForm
      label={t('tracks.change')}
      submit={t('tracks.changeSubmit')}
      onSubmit={() =>
        api.post(`/tracks/${track.trackId}/changes`, {
          ...bodyOf(draft.values),
          reasonCode: isBelow ? orNull(why.values.reasonCode) : null,
        })
      }
    >
      <ShapeFields draft={draft} directory={directory} />
      {isBelow && <FewerPlaces taken={taken} {...why.field('reasonCode')} />}
    </CommandForm>
  );
};
