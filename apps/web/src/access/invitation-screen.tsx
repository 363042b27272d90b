import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asTrouble } from '../api/problem';
import { TroubleNotice } from '../api/trouble-notice';
import { LoadingShapes } from '../live/with-live';
import { EntryFrame } from './entry-frame';
import { helloQuery } from './me';
import { ProviderButton } from './provider-button';

const KEPT = 'hearth.invitation';

/**
 * Takes the secret out of the address bar, where it would stay in the browser's history. The tab keeps it: rendering
 * may begin more than once, and somebody may load the page again. It is forgotten on the way to the provider.
 */
const takeToken = (): string => {
  const token = window.location.hash.slice(1);
  if (token !== '') {
    sessionStorage.setItem(KEPT, token);
    window.history.replaceState(window.history.state, '', window.location.pathname);
  }
  return sessionStorage.getItem(KEPT) ?? '';
};

const Welcome = ({ token }: { readonly token: string }) => {
  const { t } = useTranslation('access');
  const hello = useQuery(helloQuery);
  if (hello.isPending) return <LoadingShapes />;
  if (hello.isError)
    return <TroubleNotice trouble={asTrouble(hello.error)} onRetry={() => void hello.refetch()} />;
  const { provider } = hello.data;
  if (provider === undefined || token === '') return <Text>{t('invitation.incomplete')}</Text>;
  return (
    <Stack gap="lg">
      <Text>{t('invitation.words', { name: provider.name })}</Text>
      <Text c="dimmed">{t('invitation.once')}</Text>
      <ProviderButton name={provider.name} how={{ invitation: token }} offersAnother />
    </Stack>
  );
};

/** Where an invitation's link leads: whoever holds it signs in, and is known from then on. */
export const InvitationScreen = () => {
  const { t } = useTranslation('access');
  const [token] = useState(takeToken);
  return (
    <EntryFrame title={t('invitation.title')}>
      <Welcome token={token} />
    </EntryFrame>
  );
};
