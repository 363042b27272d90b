import { Button } from '@mantine/core';
import {
  IconAlertTriangle,
  IconLoader2,
  IconMicrophoneOff,
  IconUsersGroup,
  IconVolume,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MediaTrouble } from '../devices/media-trouble';
import type { RoomConnection } from './room-connection';
import styles from './room.module.css';
import { useRoomState } from './use-room';

interface BannerProps {
  readonly icon: ReactNode;
  readonly calm?: boolean;
  /** `alert` interrupts a screen reader; `status` waits its turn. */
  readonly role?: 'alert' | 'status';
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

export const Banner = ({ icon, calm, role = 'status', children, action }: BannerProps) => (
  <div className={styles.banner} data-calm={calm} role={role}>
    <span aria-hidden style={{ display: 'inline-flex' }}>
      {icon}
    </span>
    <span style={{ flex: '1 1 12rem' }}>{children}</span>
    {action}
  </div>
);

const MediaBanner = ({
  kind,
  trouble,
}: {
  readonly kind: 'camera' | 'microphone' | 'screen';
  readonly trouble: MediaTrouble;
}) => {
  const { t } = useTranslation(['devices', 'room']);
  return (
    <Banner icon={<IconAlertTriangle size={20} />}>
      {t(`trouble.${trouble}`, { kind: t(`kind.${kind}`) })} {t(`room:without.${kind}`)}
    </Banner>
  );
};

/** What one should know about the own connection right now, above the stage. */
export const RoomBanners = ({ connection }: { readonly connection: RoomConnection }) => {
  const { t } = useTranslation('room');
  const state = useRoomState(connection);
  const { phase } = state;
  return (
    <>
      {phase.name === 'in-room' && phase.reconnecting && (
        <Banner icon={<IconLoader2 size={20} />} role="alert">
          {t('banner.reconnecting')}
        </Banner>
      )}
      {phase.name === 'joining' && state.wasInRoom && (
        <Banner icon={<IconLoader2 size={20} />} role="alert">
          {t('banner.comingBack')}
        </Banner>
      )}
      {phase.name === 'presence' && (
        <Banner
          icon={<IconUsersGroup size={20} />}
          role="alert"
          action={
            <Button size="compact-md" variant="default" onClick={() => connection.joinNow()}>
              {t('banner.tryNow')}
            </Button>
          }
        >
          {t('banner.presence')}
        </Banner>
      )}
      {state.soundBlocked && (
        <Banner
          icon={<IconVolume size={20} />}
          role="alert"
          action={
            <Button size="compact-md" onClick={() => void connection.startSound()}>
              {t('banner.startSound')}
            </Button>
          }
        >
          {t('banner.soundBlocked')}
        </Banner>
      )}
      {state.mutedByOther && !state.microphone.on && (
        <Banner icon={<IconMicrophoneOff size={20} />}>{t('banner.mutedByOther')}</Banner>
      )}
      {(['microphone', 'camera', 'screen'] as const).map((kind) => {
        const { trouble } = state[kind];
        return trouble === null ? null : <MediaBanner key={kind} kind={kind} trouble={trouble} />;
      })}
    </>
  );
};
