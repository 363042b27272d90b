import { Menu } from '@mantine/core';
import { IconDots, IconMicrophone, IconMicrophoneOff, IconVideo, IconVideoOff } from '@tabler/icons-react';
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
    <Menu position="top-end" width={300} closeOnItemClick={false} withinPortal={false}>
      <Menu.Target>
        <BarButton icon={<IconDots aria-hidden />} label={t('bar.more')} words={t('bar.moreShort')} />
      </Menu.Target>
      <Menu.Dropdown mah="70dvh" style={{ overflowY: 'auto' }}>
        <Menu.CheckboxItem
          checked={audioOnly}
          onChange={(on) => {
            prefer({ audioOnly: on });
            void connection.setAudioOnly(on);
          }}
        >
          {t('bar.audioOnly')}
        </Menu.CheckboxItem>
        <Menu.Label>{t('bar.audioOnlyWords')}</Menu.Label>
        {kinds
          .filter((kind) => devices[kind].length > 1)
          .map((kind) => (
            <div key={kind} role="group" aria-label={t(`devices:kind.${kind}`)}>
              <Menu.Divider />
              <Menu.Label>{t(`devices:kind.${kind}`)}</Menu.Label>
              <Menu.RadioGroup
                value={chosen[kind]}
                onChange={(id) => {
                  prefer({ [kind]: id });
                  void connection.switchDevice(kind, id);
                }}
              >
                {devices[kind].map((device) => (
                  <Menu.RadioItem key={device.id} value={device.id}>
                    {device.label}
                  </Menu.RadioItem>
                ))}
              </Menu.RadioGroup>
            </div>
          ))}
        <Menu.Divider />
        <Menu.Label>{t('captions')}</Menu.Label>
      </Menu.Dropdown>
    </Menu>
  );
};
