import type { Persona, Role } from '@hearth/contracts';
import { Alert, Badge, Divider, Group, Stack, Text, Title, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { asTrouble } from '../api/problem';
import { TroubleNotice } from '../api/trouble-notice';
import { useCommand } from '../api/use-command';
import { LoadingShapes } from '../live/with-live';
import { EntryFrame } from './entry-frame';
import { helloQuery, homeOf, personasQuery } from './me';
import { ProviderButton } from './provider-button';
import styles from './sign-in.module.css';
import type { SignInSearch } from './sign-in-search';
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

interface PickerProps {
  readonly personas: readonly Persona[];
}

const Picker = ({ personas }: PickerProps) => {
  const { t } = useTranslation('access');
  const { signIn } = useSigning();
  const navigate = useNavigate();
  const signing = useCommand(async (personaId: string) => {
    const me = await signIn(personaId);
    await navigate({ to: homeOf(me.role) });
  });
  return (
    <Stack gap="lg">
      <Text>{t('demo')}</Text>
      <TroubleNotice trouble={signing.trouble} />
      {personas.length === 0 && <Text role="status">{t('preparing')}</Text>}
      {order
        .map((role) => ({ role, personas: personas.filter((persona) => persona.role === role) }))
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

const Ways = ({ trouble, to }: SignInSearch) => {
  const { t } = useTranslation('access');
  const hello = useQuery(helloQuery);
  const personas = useQuery(personasQuery);
  if (hello.isPending || personas.isPending) return <LoadingShapes />;
  const failed = [hello, personas].find(({ isError }) => isError);
  if (hello.isError || personas.isError)
    return <TroubleNotice trouble={asTrouble(failed?.error)} onRetry={() => void failed?.refetch()} />;
  const { provider } = hello.data;
  if (provider === undefined && personas.data === null) return <Text>{t('notDemo')}</Text>;
  return (
    <Stack gap="xl">
      {provider !== undefined && (
        <Stack gap="md">
          <Text>{t('provider')}</Text>
          <ProviderButton
            name={provider.name}
            how={to === undefined ? {} : { returnTo: to }}
            offersAnother={trouble !== undefined}
          />
        </Stack>
      )}
      {provider !== undefined && personas.data !== null && <Divider label={t('or')} />}
      {personas.data !== null && <Picker personas={personas.data} />}
    </Stack>
  );
};

/** The first page: signing in with the program's provider, and in the demo choosing who to be. No password is typed here. */
export const SignInScreen = () => {
  const { t } = useTranslation('access');
  const search: SignInSearch = useSearch({ from: '/sign-in' });
  return (
    <EntryFrame title={t('title')}>
      {search.trouble !== undefined && (
        <Alert role="alert" color="look" variant="light" icon={<IconAlertTriangle aria-hidden />}>
          {t(`troubles.${search.trouble}`)}
        </Alert>
      )}
      <Ways {...search} />
    </EntryFrame>
  );
};
