import type { NetworkCheck } from '@hearth/contracts';
import { Button, Card, Group, Loader, Stack, Switch, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconInfoCircle } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { usePreferences } from '../preferences/preferences';
import { tryNetwork, type NetworkCheckPorts } from './try-network';
import type { NetworkVerdict } from './verdict';

const ports: NetworkCheckPorts = {
  open: () => api.post<NetworkCheck>('/network-check'),
  send: async (url, token) => (await import('./sending-check')).sendForAWhile(url, token),
  close: () => api.remove('/network-check'),
};

const Sign = ({ state }: { readonly state: NetworkVerdict | 'testing' }) => {
  switch (state) {
    case 'testing':
      return <Loader size={20} aria-hidden />;
    case 'good':
      return <IconCheck size={22} color="var(--h-brand)" aria-hidden style={{ flex: 'none' }} />;
    case 'unknown':
      return <IconInfoCircle size={22} aria-hidden style={{ flex: 'none' }} />;
    case 'fair':
    case 'blocked':
      return <IconAlertTriangle size={22} color="var(--h-look)" aria-hidden style={{ flex: 'none' }} />;
    default:
      return state satisfies never;
  }
};

interface NetworkTestProps {
  readonly onAudioOnly: (on: boolean) => void;
  readonly tryIt?: () => Promise<NetworkVerdict>;
}

/** Says in one sentence what this network can carry, and what to do about it. Nobody has to wait for it. */
export const NetworkTest = ({ onAudioOnly, tryIt = () => tryNetwork(ports) }: NetworkTestProps) => {
  const { t } = useTranslation('devices');
  const { audioOnly } = usePreferences();
  const [run, setRun] = useState(0);
  const [found, setFound] = useState<{ readonly run: number; readonly verdict: NetworkVerdict } | null>(null);
  const [attempt] = useState(() => tryIt);
  const test = useCallback(() => {
    let isShown = true;
    void attempt().then((verdict) => {
      if (isShown) setFound({ run, verdict });
    });
    return () => {
      isShown = false;
    };
  }, [attempt, run]);
  useEffect(test, [test]);
  const state = found?.run === run ? found.verdict : 'testing';
  return (
    <Card withBorder padding="lg" role="group" aria-labelledby="network">
      <Stack gap="sm" align="flex-start">
        <Text fw={650} id="network">
          {t('network.title')}
        </Text>
        <Group role="status" gap="sm" wrap="nowrap" align="flex-start">
          <Sign state={state} />
          <Text>{t(`network.${state}`)}</Text>
        </Group>
        {state === 'fair' && (
          <Switch
            label={t('audioOnly')}
            checked={audioOnly}
            onChange={(event) => onAudioOnly(event.currentTarget.checked)}
          />
        )}
        {state !== 'testing' && state !== 'good' && (
          <Button variant="default" size="sm" onClick={() => setRun((before) => before + 1)}>
            {t('network.again')}
          </Button>
        )}
      </Stack>
    </Card>
  );
};
