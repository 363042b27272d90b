import { Button, Divider, List, Stack, Text, Title } from '@mantine/core';
import { IconDoorExit, IconHandStop, IconMessage2, IconPhone } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMaybeMe } from '../access/me';
import { useSigning } from '../access/signing';
import { api } from '../api/client';
import { TroubleNotice } from '../api/trouble-notice';
import { useCommand } from '../api/use-command';
import { keptEmergencyNumber } from '../offline/emergency-number';
import { useHelp } from './help-context';
import { leaveQuickly } from './quick-exit';

const tips = ['feet', 'breathe', 'senses', 'cold', 'person'] as const;

const AskMyTherapist = ({ sessionId }: { readonly sessionId: string }) => {
  const { t } = useTranslation('help');
  const asking = useCommand(() => api.post(`/sessions/${sessionId}/help`));
  const [asked, setAsked] = useState(false);
  if (asked)
    return (
      <Text role="status" fw={650}>
        {t('ask.done')}
      </Text>
    );
  return (
    <Stack gap="sm">
      <Button
        size="lg"
        leftSection={<IconHandStop aria-hidden />}
        loading={asking.busy}
        onClick={() => void asking.run().then((done) => done && setAsked(true))}
      >
        {t('ask.button')}
      </Button>
      <Text size="sm" c="dimmed">
        {t('ask.private')}
      </Text>
      <TroubleNotice trouble={asking.trouble} />
    </Stack>
  );
};

/** Help of every screen: people to call, people to ask, something to do with the next minute, and a way out. */
export const HelpContent = () => {
  const { t } = useTranslation('help');
  const me = useMaybeMe();
  const { vanish } = useSigning();
  const { sessionId } = useHelp();
  const emergencyNumber = me?.programmes[0]?.emergencyNumber ?? keptEmergencyNumber();
  const isPatient = me === null || me.role === 'patient';
  return (
    <Stack gap="lg">
      <Stack gap="sm">
        <Text>{t('danger')}</Text>
        <Button
          component="a"
          href={`tel:${emergencyNumber}`}
          color="safety"
          size="lg"
          leftSection={<IconPhone aria-hidden />}
        >
          {t('callEmergency', { number: emergencyNumber })}
        </Button>
        <Button
          component="a"
          href="tel:988"
          variant="default"
          size="lg"
          leftSection={<IconPhone aria-hidden />}
        >
          {t('call988')}
        </Button>
        <Button
          component="a"
          href="sms:988"
          variant="default"
          size="lg"
          leftSection={<IconMessage2 aria-hidden />}
        >
          {t('text988')}
        </Button>
        <Text size="sm" c="dimmed">
          {t('about988')}
        </Text>
      </Stack>
      {isPatient && (
        <>
          <Divider />
          <Stack gap="sm">
            <Title order={2} size="lg">
              {t('ask.title')}
            </Title>
            {sessionId === null ? <Text>{t('ask.later')}</Text> : <AskMyTherapist sessionId={sessionId} />}
          </Stack>
          <Divider />
          <Stack gap="sm">
            <Title order={2} size="lg">
              {t('coping.title')}
            </Title>
            <Text>{t('coping.words')}</Text>
            <List spacing="sm">
              {tips.map((tip) => (
                <List.Item key={tip}>{t(`coping.tips.${tip}`)}</List.Item>
              ))}
            </List>
          </Stack>
        </>
      )}
      <Divider />
      <Stack gap="sm">
        <Button
          variant="default"
          leftSection={<IconDoorExit aria-hidden />}
          onClick={() => leaveQuickly(vanish)}
        >
          {t('exit.button')}
        </Button>
        <Text size="sm" c="dimmed">
          {t('exit.words')}
        </Text>
      </Stack>
    </Stack>
  );
};
