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

interface PlaceFieldsProps {
  readonly place: Place;
  readonly directory: DirectoryDocument;
  readonly onChange: (place: Place) => void;
}

/** Day, track and groups of a transfer. */
export const PlaceFields = ({ place, directory, onChange }: PlaceFieldsProps) => {
  const { t } = useTranslation('plan');
  const tracks = directory.tracks.filter(({ isClosed }) => !isClosed);
  return (
    <>
      <TextField
        type="date"
        required
        label={t('from')}
        name="from"
        value={place.from}
        onChange={(from) => onChange({ ...place, from })}
      />
      <ChoiceField
        label={t('track')}
        name="trackId"
        value={place.trackId}
        options={[
          { value: '', label: t('course.noTrack') },
          ...tracks.map(({ trackId, title }) => ({ value: trackId, label: title })),
        ]}
        onChange={(trackId) => onChange({ ...place, trackId })}
      />
      <ManyField
        label={t('course.groups')}
        name="groupIds"
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
