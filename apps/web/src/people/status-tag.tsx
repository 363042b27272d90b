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

interface StatusTagProps {
  readonly status: SessionStatus;
  /** Nobody opened its doors while it was its time. */
  readonly notHeld?: boolean;
}

/** How far a session is. */
export const StatusTag = ({ status, notHeld = false }: StatusTagProps) => {
  const { t } = useTranslation('session');
  if (notHeld) {
    return (
      <Tag tone="look" icon={<IconCircleX />}>
        {t('status.not-held')}
      </Tag>
    );
  }
  return (
    <Tag tone={looks[status].tone} icon={looks[status].icon}>
      {t(`status.${status}`)}
    </Tag>
  );
};
