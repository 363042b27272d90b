import type { DirectoryDocument } from '@hearth/views';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { partsOf } from '../programme/draft';
import { ChoiceField, ManyField, TextField } from '../programme/fields';

/** Where somebody is to be: a day, a track, and groups if not those of the track. */
export interface Place {
  readonly from: string;
  readonly trackId: string;
  readonly groupIds: readonly string[];
}

/** As the commands take it: without groups, those of the track are meant. */
export const placeBody = ({ from, trackId, groupIds }: Place) => ({
  from,
  trackId: trackId === '' ? null : trackId,
  ...(trackId === '' || groupIds.length > 0 ? { groupIds: [...groupIds] } : {}),
});

interface TrackFieldsProps<Value extends Omit<Place, 'from'>> {
  readonly place: Value;
  readonly directory: DirectoryDocument;
  readonly onChange: (place: Value) => void;
}

/** Track and groups. */
export const TrackFields = <Value extends Omit<Place, 'from'>>({
  place,
  directory,
  onChange,
}: TrackFieldsProps<Value>) => {
  const { t } = useTranslation('plan');
  const part = partsOf<Omit<Place, 'from'>>(place, (next) => onChange({ ...place, ...next }));
  const tracks = directory.tracks.filter(({ isClosed }) => !isClosed);
  return (
    <>
      <ChoiceField
        name="trackId"
        label={t('track')}
        options={[
          { value: '', label: t('course.noTrack') },
          ...tracks.map(({ trackId, title }) => ({ value: trackId, label: title })),
        ]}
        {...part('trackId')}
      />
      <ManyField
        name="groupIds"
        label={t('course.groups')}
        options={directory.groups.map(({ groupId, title }) => ({ value: groupId, label: title }))}
        {...part('groupIds')}
      />
      <Text size="sm" c="dimmed">
        {t('course.groupsWords')}
      </Text>
    </>
  );
};

/** Day, track and groups of a transfer. */
export const PlaceFields = ({ place, directory, onChange }: TrackFieldsProps<Place>) => {
  const { t } = useTranslation('plan');
  return (
    <>
      <TextField type="date" required name="from" label={t('from')} {...partsOf(place, onChange)('from')} />
      <TrackFields place={place} directory={directory} onChange={onChange} />
    </>
  );
};
