import type { Persona, Role } from '@hearth/contracts';
import { Badge, Button, Group, Stack, Text, Title, UnstyledButton } from '@mantine/core';
import { IconChevronRight, IconLifebuoy } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { asTrouble } from '../api/problem';
import { TroubleNotice } from '../api/trouble-notice';
import { useCommand } from '../api/use-command';
import { Logo } from '../brand/logo';
import { useHelp } from '../help/help-context';
import { LoadingShapes } from '../live/with-live';
import { OfflineBanner } from '../shell/offline-banner';
import { Screen } from '../shell/screen';
import { SettingsButton } from '../shell/settings-button';
import shell from '../shell/shell.module.css';
import { SkipLink } from '../shell/skip-link';
import { homeOf, personasQuery } from './me';
import styles from './sign-in.module.css';
import { useSigning } from './signing';

const order: readonly Role[] = ['patient', 'therapist', 'supervisor', 'prescriber', 'admin'];

interface PersonaGroupProps {
  readonly role: Role;
  readonly personas: readonly Persona[];
  readonly busy: boolean;
  readonly onChoose: (personaId: string) => void;
}

const PersonaGroup = ({ role, personas, busy, onChoose }: PersonaGroupProps) => {
  const { t } = useTranslation('access');
  const heading = `role-${role}`;
  return (
    <section aria-labelledby={heading}>
      <Title order={2} size="lg" id={heading} mb="sm">
        {t(`roles.${role}`)}
      </Title>
      <ul className={styles.personas}>
        {personas.map((persona) => (
          <li key={persona.personaId}>
            <UnstyledButton
              className={styles.persona}
              disabled={busy}
              data-persona={persona.personaId}
              onClick={() => onChoose(persona.personaId)}
            >
              <span className={styles.words}>
                <Group gap="sm">
                  <Text span fw={650}>
                    {persona.displayName}
                  </Text>
                  {persona.simulated && (
                    <Badge variant="default" tt="none">
                      {t('simulated')}
                    </Badge>
                  )}
                </Group>
                <Text span size="sm" c="dimmed">
                  {t(`stories.${persona.story}`, { defaultValue: t(`rolesOne.${role}`) })}
                </Text>
              </span>
              <IconChevronRight size={20} aria-hidden />
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </section>
  );
};

const Picker = () => {
  const { t } = useTranslation('access');
  const personas = useQuery(personasQuery);
  const { signIn } = useSigning();
  const navigate = useNavigate();
  const signing = useCommand(async (personaId: string) => {
    const me = await signIn(personaId);
    await navigate({ to: homeOf(me.role) });
  });
  if (personas.isPending) return <LoadingShapes />;
  if (personas.isError)
    return <TroubleNotice trouble={asTrouble(personas.error)} onRetry={() => void personas.refetch()} />;
  if (personas.data === null) return <Text>{t('notDemo')}</Text>;
  const chosen = personas.data;
  return (
    <Stack gap="lg">
      <Text>{t('demo')}</Text>
      <TroubleNotice trouble={signing.trouble} />
      {chosen.length === 0 && <Text role="status">{t('preparing')}</Text>}
      {order
        .map((role) => ({ role, personas: chosen.filter((persona) => persona.role === role) }))
        .filter((group) => group.personas.length > 0)
        .map((group) => (
          <PersonaGroup
            key={group.role}
            {...group}
            busy={signing.busy}
            onChoose={(personaId) => void signing.run(personaId)}
          />
        ))}
    </Stack>
  );
};

/** The first page. In the demo one chooses who to be; nothing here asks for a password. */
export const SignInScreen = () => {
  const { t } = useTranslation(['access', 'shell']);
  const help = useHelp();
  return (
    <div className={shell.frame} data-density="patient">
      <SkipLink />
      <OfflineBanner />
      <header className={shell.header}>
        <span className={shell.home}>
          <Logo />
          {t('shell:product')}
        </span>
        <div className={shell.push} />
        <Button variant="light" leftSection={<IconLifebuoy size={20} aria-hidden />} onClick={help.open}>
          {t('shell:nav.help')}
        </Button>
        <SettingsButton />
      </header>
      <main id="main" tabIndex={-1} className={shell.main}>
        <div className={shell.column}>
          <Screen title={t('title')}>
            <Picker />
          </Screen>
        </div>
      </main>
    </div>
  );
};
