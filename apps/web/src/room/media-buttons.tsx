import { Menu } from '@mantine/core';
import {
  IconCheck,
  IconDots,
  IconMicrophone,
  IconMicrophoneOff,
  IconVideo,
  IconVideoOff,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useDevices, type DeviceKind } from '../devices/use-devices';
import { prefer, usePreferences } from '../preferences/preferences';
import { BarButton } from './bar-button';
import type { RoomConnection } from './room-connection';
import { useRoomState } from './use-room';

interface MediaButtonsProps {
  readonly connection: RoomConnection;
}

/** Microphone and camera of one's own, with labels that say what pressing does. */
export const MediaButtons = ({ connection }: MediaButtonsProps) => {
  const { t } = useTranslation('room');
  const { microphone, camera, phase, canPublish } = useRoomState(connection);
  const { shortcuts } = usePreferences();
  if (!canPublish) return null;
  const noMedia = phase.name !== 'in-room';
  return (
    <>
      <BarButton
        icon={microphone.on ? <IconMicrophone aria-hidden /> : <IconMicrophoneOff aria-hidden />}
        label={microphone.on ? t('bar.microphoneOff') : t('bar.microphoneOn')}
        words={microphone.on ? t('bar.microphone') : t('bar.microphoneIsOff')}
        look={microphone.on ? undefined : 'off'}
        shortcut={shortcuts ? 'M' : undefined}
        disabled={noMedia}
        aria-busy={microphone.busy}
        onClick={() => void connection.toggle('microphone')}
      />
      <BarButton
        icon={camera.on ? <IconVideo aria-hidden /> : <IconVideoOff aria-hidden />}
        label={camera.on ? t('bar.cameraOff') : t('bar.cameraOn')}
        words={camera.on ? t('bar.camera') : t('bar.cameraIsOff')}
        look={camera.on ? undefined : 'off'}
        shortcut={shortcuts ? 'C' : undefined}
        disabled={noMedia}
        aria-busy={camera.busy}
        onClick={() => void connection.toggle('camera')}
      />
    </>
  );
};

const kinds: readonly DeviceKind[] = ['microphone', 'camera', 'speaker'];

/** Which devices to use, audio only, and the truth about captions. */
export const MoreMenu = ({ connection }: MediaButtonsProps) => {
  const { t } = useTranslation(['room', 'devices']);
  const { audioOnly } = useRoomState(connection);
  const chosen = usePreferences();
  const devices = useDevices();
  return (
    <Menu position="top-end" width={300} closeOnItemClick={false}>
      <Menu.Target>
        <BarButton icon={<IconDots aria-hidden />} label={t('bar.more')} words={t('bar.moreShort')} />
      </Menu.Target>
      <Menu.Dropdown mah="70dvh" style={{ overflowY: 'auto' }}>
        <Menu.Item
          role="menuitemcheckbox"
          aria-checked={audioOnly}
          rightSection={audioOnly ? <IconCheck size={18} aria-hidden /> : null}
          onClick={() => {
            prefer({ audioOnly: !audioOnly });
            void connection.setAudioOnly(!audioOnly);
          }}
        >
          {t('bar.audioOnly')}
        </Menu.Item>
        <Menu.Label>{t('bar.audioOnlyWords')}</Menu.Label>
        {kinds
          .filter((kind) => devices[kind].length > 1)
          .map((kind) => (
            <div key={kind} role="group" aria-label={t(`devices:kind.${kind}`)}>
              <Menu.Divider />
              <Menu.Label>{t(`devices:kind.${kind}`)}</Menu.Label>
              {devices[kind].map((device) => (
                <Menu.Item
                  key={device.id}
                  role="menuitemradio"
                  aria-checked={chosen[kind] === device.id}
                  rightSection={chosen[kind] === device.id ? <IconCheck size={18} aria-hidden /> : null}
                  onClick={() => {
                    prefer({ [kind]: device.id });
                    void connection.switchDevice(kind, device.id);
                  }}
                >
                  {device.label}
                </Menu.Item>
              ))}
            </div>
          ))}
        <Menu.Divider />
        <Menu.Label>{t('captions')}</Menu.Label>
      </Menu.Dropdown>
    </Menu>
  );
};
