import { Alert, Button, Card, Group, NativeSelect, Progress, Stack, Switch, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconVolume } from '@tabler/icons-react';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { NetworkTest } from '../network-check/network-test';
import { prefer, usePreferences } from '../preferences/preferences';
import { Screen } from '../shell/screen';
import styles from './devices.module.css';
import { MediaPreview, type PreviewPart } from './media-preview';
import type { MediaTrouble } from './media-trouble';
import { meterOf, playTones, VOICE, watchLevel } from './sound-level';
import { useDevices, type DeviceKind, type Devices } from './use-devices';

const TroubleCard = ({
  kind,
  trouble,
  onRetry,
}: {
  readonly kind: DeviceKind;
  readonly trouble: MediaTrouble;
  readonly onRetry: () => void;
}) => {
  const { t } = useTranslation('devices');
  return (
    <Alert role="alert" color="look" icon={<IconAlertTriangle aria-hidden />}>
      <Stack gap="sm" align="flex-start">
        <Text>{t(`trouble.${trouble}`, { kind: t(`kind.${kind}`) })}</Text>
        <Button size="sm" variant="default" onClick={onRetry}>
          {t('again')}
        </Button>
      </Stack>
    </Alert>
  );
};

const Picture = ({ stream }: { readonly stream: MediaStream }) => {
  const { t } = useTranslation('devices');
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current !== null) video.current.srcObject = stream;
  }, [stream]);
  return (
    <figure className={styles.preview}>
      <video ref={video} autoPlay muted playsInline aria-hidden="true" />
      <figcaption>{t('preview')}</figcaption>
    </figure>
  );
};

const Level = ({ stream }: { readonly stream: MediaStream }) => {
  const { t } = useTranslation('devices');
  const [level, setLevel] = useState(0);
  const [heard, setHeard] = useState(false);
  const [waited, setWaited] = useState(false);
  useEffect(() => {
    const stopWatching = watchLevel(stream, (now) => {
      setLevel(meterOf(now));
      if (now > VOICE) setHeard(true);
    });
    const timer = setTimeout(() => setWaited(true), 6_000);
    return () => {
      stopWatching();
      clearTimeout(timer);
    };
  }, [stream]);
  return (
    <Stack gap="xs">
      <Text fw={650} id="level">
        {t('level')}
      </Text>
      <Progress.Root size="lg" radius="xl">
        <Progress.Section
          value={level}
          color="brand"
          role="meter"
          aria-labelledby="level"
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={level}
        />
      </Progress.Root>
      <Text role="status">
        {heard ? (
          <Group gap="xs" component="span">
            <IconCheck size={20} aria-hidden />
            {t('heard')}
          </Group>
        ) : (
          t(waited ? 'quiet' : 'say')
        )}
      </Text>
    </Stack>
  );
};

const SpeakerTest = () => {
  const { t } = useTranslation('devices');
  const { speaker } = usePreferences();
  const [state, setState] = useState<'idle' | 'playing' | 'failed'>('idle');
  const play = (): void => {
    setState('playing');
    playTones(speaker).then(
      () => setState('idle'),
      () => setState('failed'),
    );
  };
  return (
    <Stack gap="xs" align="flex-start">
      <Button
        variant="default"
        leftSection={<IconVolume aria-hidden />}
        disabled={state === 'playing'}
        onClick={play}
      >
        {t('speaker')}
      </Button>
      <Text role="status" size="sm">
        {state === 'playing' && t('speakerPlaying')}
        {state === 'failed' && t('speakerTrouble')}
      </Text>
    </Stack>
  );
};

interface ChooseProps {
  readonly kind: DeviceKind;
  readonly devices: Devices;
  readonly onChoose: (id: string | null) => void;
}

const Choose = ({ kind, devices, onChoose }: ChooseProps) => {
  const { t } = useTranslation('devices');
  const chosen = usePreferences()[kind];
  if (devices[kind].length < 2) return null;
  return (
    <NativeSelect
      label={t('choose', { kind: t(`kind.${kind}`) })}
      value={chosen ?? ''}
      data={[
        { value: '', label: t('usual') },
        ...devices[kind].map((device) => ({ value: device.id, label: device.label })),
      ]}
      onChange={(event) => onChoose(event.currentTarget.value === '' ? null : event.currentTarget.value)}
    />
  );
};

const HowToJoin = ({ onCamera }: { readonly onCamera: (on: boolean) => void }) => {
  const { t } = useTranslation('devices');
  const { cameraOn, microphoneOn, audioOnly } = usePreferences();
  return (
    <Card withBorder padding="lg" role="group" aria-labelledby="join">
      <Stack gap="xs">
        <Text fw={650} id="join">
          {t('join')}
        </Text>
        <Switch
          label={t('withCamera')}
          checked={cameraOn && !audioOnly}
          disabled={audioOnly}
          onChange={(event) => {
            prefer({ cameraOn: event.currentTarget.checked });
            onCamera(event.currentTarget.checked);
          }}
        />
        <Switch
          label={t('withMicrophone')}
          checked={microphoneOn}
          onChange={(event) => prefer({ microphoneOn: event.currentTarget.checked })}
        />
        <Switch
          label={t('audioOnly')}
          checked={audioOnly}
          onChange={(event) => {
            prefer({ audioOnly: event.currentTarget.checked });
            onCamera(!event.currentTarget.checked && cameraOn);
          }}
        />
      </Stack>
    </Card>
  );
};

const trouble = (part: PreviewPart): MediaTrouble | null => (part.state === 'failed' ? part.trouble : null);

/** See and hear oneself before anybody else does. The permission is asked for only after a sentence that says why. */
export const DevicesScreen = () => {
  const { t } = useTranslation('devices');
  const navigate = useNavigate();
  const params = useParams({ from: '/patient/session/$sessionId/devices' });
  const [preview] = useState(() => new MediaPreview(navigator.mediaDevices));
  const { camera, microphone } = useSyncExternalStore(preview.subscribe, preview.state);
  const chosen = usePreferences();
  const devices = useDevices(`${camera.state} ${microphone.state}`);
  const [begun, setBegun] = useState(false);
  useEffect(() => () => preview.close(), [preview]);

  const begin = async (): Promise<void> => {
    setBegun(true);
    // One question after the other: two at once confuse people and some browsers.
    await preview.open('microphone', chosen.microphone);
    if (chosen.cameraOn && !chosen.audioOnly) await preview.open('camera', chosen.camera);
  };
  const showCamera = (on: boolean): void => {
    if (on) void preview.open('camera', chosen.camera);
    else preview.shut('camera');
  };
  const goOn = (): void => {
    prefer({ devicesTested: true });
    void navigate({ to: '/session/$sessionId/waiting', params });
  };
  const asking = camera.state === 'asking' || microphone.state === 'asking';
  const cameraTrouble = trouble(camera);
  const microphoneTrouble = trouble(microphone);

  return (
    <Screen title={t('title')}>
      {!begun && (
        <>
          <Text>{t('why')}</Text>
          <Button size="lg" onClick={() => void begin()}>
            {t('start')}
          </Button>
          <Button
            variant="default"
            size="lg"
            renderRoot={(props) => <Link {...props} to="/session/$sessionId/waiting" params={params} />}
          >
            {t('skip')}
          </Button>
        </>
      )}
      {asking && <Text role="status">{t('asking')}</Text>}
      {begun && (
        <>
          {camera.state === 'on' && <Picture stream={camera.stream} />}
          {camera.state === 'off' && !asking && <Text>{t('cameraOff')}</Text>}
          {cameraTrouble !== null && (
            <TroubleCard
              kind="camera"
              trouble={cameraTrouble}
              onRetry={() => void preview.open('camera', chosen.camera)}
            />
          )}
          <Choose
            kind="camera"
            devices={devices}
            onChoose={(id) => {
              prefer({ camera: id });
              void preview.open('camera', id);
            }}
          />
          {microphone.state === 'on' && <Level stream={microphone.stream} />}
          {microphoneTrouble !== null && (
            <TroubleCard
              kind="microphone"
              trouble={microphoneTrouble}
              onRetry={() => void preview.open('microphone', chosen.microphone)}
            />
          )}
          <Choose
            kind="microphone"
            devices={devices}
            onChoose={(id) => {
              prefer({ microphone: id });
              void preview.open('microphone', id);
            }}
          />
          <SpeakerTest />
          <Choose kind="speaker" devices={devices} onChoose={(id) => prefer({ speaker: id })} />
          <NetworkTest
            onAudioOnly={(on) => {
              prefer({ audioOnly: on });
              showCamera(!on && chosen.cameraOn);
            }}
          />
          <HowToJoin onCamera={showCamera} />
          <Button size="lg" onClick={goOn}>
            {t('done')}
          </Button>
        </>
      )}
    </Screen>
  );
};
