import type { DirectoryDocument } from '@hearth/views';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
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
  const tracks = directory.tracks.filter(({ isClosed }) => !isClosed);
  return (
    <>
      <ChoiceField
        name="trackId"
        label={t('track')}
        value={place.trackId}
        options={[
          { value: '', label: t('course.noTrack') },
          ...tracks.map(({ trackId, title }) => ({ value: trackId, label: title })),
        ]}
        onChange={(trackId) => onChange({ ...place, trackId })}
      />
      <ManyField
        name="groupIds"
        label={t('course.groups')}
        value={place.groupIds}
        options={directory.groups.map(({ groupId, title }) => ({ value: groupId, label: title }))}
        onChange={(groupIds) => onChange({ ...place, groupIds })}
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
      <TextField
        type="date"
        required
        name="from"
        label={t('from')}
        value={place.from}
        onChange={(from) => onChange({ ...place, from })}
      />
      <TrackFields place={place} directory={directory} onChange={onChange} />
    </>
  );
};
