import type { SessionStatus } from '@hearth/views';
import {
  IconBroadcast,
  IconCalendarEvent,
  IconCircleX,
  IconDoor,
  IconFlagCheck,
  IconRosetteDiscountCheck,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Tag, type Tone } from '../tag/tag';

const looks: Readonly<Record<SessionStatus, { readonly tone: Tone; readonly icon: ReactNode }>> = {
  scheduled: { tone: 'plain', icon: <IconCalendarEvent /> },
  'doors-open': { tone: 'brand', icon: <IconDoor /> },
  live: { tone: 'brand', icon: <IconBroadcast /> },
  ended: { tone: 'look', icon: <IconFlagCheck /> },
  sealed: { tone: 'plain', icon: <IconRosetteDiscountCheck /> },
  cancelled: { tone: 'plain', icon: <IconCircleX /> },
};

/** How far a session is. */
export const StatusTag = ({ status }: { readonly status: SessionStatus }) => {
  const { t } = useTranslation('session');
  return (
    <Tag tone={looks[status].tone} icon={looks[status].icon}>
      {t(`status.${status}`)}
    </Tag>
  );
};
