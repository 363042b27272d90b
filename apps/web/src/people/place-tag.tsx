import type { Place } from '@hearth/views';
import {
  IconBan,
  IconClockHour4,
  IconDoorEnter,
  IconDoorExit,
  IconHourglass,
  IconPlugConnectedX,
  IconUserCheck,
  IconUserOff,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Tag, type Tone } from '../tag/tag';

const looks: Readonly<Record<Place, { readonly tone: Tone; readonly icon: ReactNode }>> = {
  expected: { tone: 'plain', icon: <IconClockHour4 /> },
  waiting: { tone: 'look', icon: <IconHourglass /> },
  admitted: { tone: 'brand', icon: <IconDoorEnter /> },
  'in-room': { tone: 'brand', icon: <IconUserCheck /> },
  dropped: { tone: 'look', icon: <IconPlugConnectedX /> },
  left: { tone: 'plain', icon: <IconDoorExit /> },
  'turned-away': { tone: 'plain', icon: <IconUserOff /> },
  removed: { tone: 'plain', icon: <IconBan /> },
};

/** Where somebody is, in a word. */
export const PlaceTag = ({ place }: { readonly place: Place }) => {
  const { t } = useTranslation('session');
  return (
    <Tag tone={looks[place].tone} icon={looks[place].icon}>
      {t(`place.${place}`)}
    </Tag>
  );
};
