import type { PatientRoomDocument, RoomShare } from '@hearth/views';
import { Menu } from '@mantine/core';
import {
  IconBook2,
  IconMessageCircle,
  IconNotebook,
  IconPresentation,
  IconPresentationOff,
  IconScreenShare,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { BarButton } from './bar-button';

type Kind = RoomShare['kind'];

const kinds: readonly { readonly kind: Kind; readonly icon: typeof IconBook2 }[] = [
  { kind: 'voice', icon: IconMessageCircle },
  { kind: 'journal', icon: IconNotebook },
  { kind: 'homework', icon: IconBook2 },
  { kind: 'screen', icon: IconScreenShare },
];

interface ShareMenuProps {
  readonly share: PatientRoomDocument['share'];
  readonly busy: boolean;
  readonly disabled: boolean;
  /** Phones cannot share their screen. */
  readonly canShareScreen: boolean;
  readonly onStart: (kind: Kind) => void;
  readonly onEnd: () => void;
}

/** Takes the floor to share something, or gives it back. */
export const ShareMenu = ({ share, busy, disabled, canShareScreen, onStart, onEnd }: ShareMenuProps) => {
  const { t } = useTranslation('room');
  if (share?.mine === true)
    return (
      <BarButton
        icon={<IconPresentationOff aria-hidden />}
        label={t('share.end')}
        words={t('share.endShort')}
        look="on"
        disabled={busy}
        onClick={onEnd}
      />
    );
  return (
    <Menu position="top" width={300} withinPortal={false}>
      <Menu.Target>
        <BarButton
          icon={<IconPresentation aria-hidden />}
          label={t('share.start')}
          words={t('share.startShort')}
          disabled={busy || disabled}
        />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{share === null ? t('share.what') : t('share.somebodyElse')}</Menu.Label>
        {kinds
          .filter(({ kind }) => kind !== 'screen' || canShareScreen)
          .map(({ kind, icon: Icon }) => (
            <Menu.Item
              key={kind}
              leftSection={<Icon size={20} aria-hidden />}
              disabled={share !== null}
              onClick={() => onStart(kind)}
            >
              {t(`share.kinds.${kind}`)}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
};
