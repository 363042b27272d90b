import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

export type DeviceKind = 'camera' | 'microphone' | 'speaker';

export interface Device {
  readonly id: string;
  readonly label: string;
}

export type Devices = Readonly<Record<DeviceKind, readonly Device[]>>;

const browserKind = { camera: 'videoinput', microphone: 'audioinput', speaker: 'audiooutput' } as const;

const none: readonly MediaDeviceInfo[] = [];

const listed = async (): Promise<readonly MediaDeviceInfo[]> =>
  navigator.mediaDevices === undefined ? none : navigator.mediaDevices.enumerateDevices();

/**
 * The devices that can be chosen, kept up to date when one is plugged in. Labels are empty until a permission was
 * given once; they get a number instead. `again` makes it look once more, after a permission.
 */
export const useDevices = (again: unknown = null): Devices => {
  const { t } = useTranslation('devices');
  const [found, setFound] = useState<readonly MediaDeviceInfo[]>(none);

  useEffect(() => {
    let gone = false;
    const look = (): void => {
      listed().then(
        (devices) => {
          if (!gone) setFound(devices);
        },
        () => {
          if (!gone) setFound(none);
        },
      );
    };
    look();
    navigator.mediaDevices?.addEventListener?.('devicechange', look);
    return () => {
      gone = true;
      navigator.mediaDevices?.removeEventListener?.('devicechange', look);
    };
  }, [again]);

  const of = (kind: DeviceKind): readonly Device[] =>
    found
      .filter((device) => device.kind === browserKind[kind] && device.deviceId !== '')
      .map((device, index) => ({
        id: device.deviceId,
        label:
          device.label === '' ? t('unnamed', { kind: t(`kind.${kind}`), number: index + 1 }) : device.label,
      }));
  return { camera: of('camera'), microphone: of('microphone'), speaker: of('speaker') };
};
