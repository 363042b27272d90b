import type { Account } from '@hearth/contracts';
import { Alert, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconInfoCircle, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { helloQuery, useMe } from '../access/me';
import { asTrouble } from '../api/problem';
import { TroubleNotice } from '../api/trouble-notice';
import { useCommand } from '../api/use-command';
import { useKnownNow } from '../live/server-now';
import { LoadingShapes } from '../live/with-live';
import { announce } from '../shell/announcer';
import { Screen } from '../shell/screen';
import { ConfirmDialog, LinkDialog, type MadeInvitation } from './account-dialogs';
import { AccountRow } from './account-row';
import { accountsQuery, useAccountActions, type AccountAction } from './accounts';
import styles from './account.module.css';

const matches = (account: Account, wanted: string): boolean =>
  account.displayName.toLocaleLowerCase().includes(wanted.trim().toLocaleLowerCase());

interface Asked {
  readonly account: Account;
  readonly action: 'unlink' | 'deactivate';
}

const People = ({
  accounts,
  canInvite,
}: {
  readonly accounts: readonly Account[];
  readonly canInvite: boolean;
}) => {
  const { t } = useTranslation('account');
  const me = useMe();
  const now = useKnownNow(60_000);
  const act = useAccountActions();
  const [wanted, setWanted] = useState('');
  const [made, setMade] = useState<MadeInvitation | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);

  const carryOut = async (account: Account, action: AccountAction): Promise<void> => {
    const invitation = await act(account, action);
    if (invitation === null) announce(t(`said.${action}`, { name: account.displayName }));
    else setMade({ account, invitation });
  };
  const command = useCommand(carryOut);
  const choose = (account: Account, action: AccountAction): void => {
    if (action === 'unlink' || action === 'deactivate') setAsked({ account, action });
    else void command.run(account, action);
  };

  const shown = accounts.filter((account) => matches(account, wanted));
  const groups = [
    { heading: 'staff', members: shown.filter(({ person }) => person.kind === 'staff') },
    { heading: 'patients', members: shown.filter(({ person }) => person.kind === 'patient') },
  ] as const;
  return (
    <Stack gap="lg">
      <TextInput
        label={t('find')}
        leftSection={<IconSearch size={18} aria-hidden />}
        value={wanted}
        maw="24rem"
        onChange={(event) => setWanted(event.currentTarget.value)}
      />
      <Text role="status" size="sm" c="dimmed">
        {shown.length === 0 ? t('none') : t('count', { shown: shown.length, all: accounts.length })}
      </Text>
      <TroubleNotice trouble={command.trouble} />
      {groups
        .filter(({ members }) => members.length > 0)
        .map(({ heading, members }) => (
          <section key={heading} aria-labelledby={`accounts-${heading}`}>
            <Title order={2} size="lg" id={`accounts-${heading}`} mb="sm">
              {t(heading)}
            </Title>
            <ul className={styles.list}>
              {members.map((account) => (
                <AccountRow
                  key={account.person.id}
                  account={account}
                  now={now}
                  isSelf={account.person.kind === 'staff' && account.person.id === me.person.id}
                  canInvite={canInvite}
                  busy={command.busy}
                  onAct={choose}
                />
              ))}
            </ul>
          </section>
        ))}
      {made !== null && <LinkDialog made={made} onClose={() => setMade(null)} />}
      {asked !== null && (
        <ConfirmDialog
          {...asked}
          onConfirm={() => carryOut(asked.account, asked.action)}
          onClose={() => setAsked(null)}
        />
      )}
    </Stack>
  );
};

/** For whoever registers people: who can sign in, and inviting those who cannot yet. */
export const PeopleScreen = () => {
  const { t } = useTranslation('account');
  const accounts = useQuery(accountsQuery);
  const hello = useQuery(helloQuery);
  const failed = [accounts, hello].find(({ isError }) => isError);
  const isReady = accounts.data !== undefined && hello.data !== undefined;
  return (
    <Screen title={t('title')}>
      <Text maw="60ch">
        {t('words')} <Link to="/enrollments/new">{t('enroll')}</Link> ·{' '}
        <Link to="/staff">{t('licences')}</Link>
      </Text>
      {failed !== undefined && (
        <TroubleNotice trouble={asTrouble(failed.error)} onRetry={() => void failed.refetch()} />
      )}
      {hello.data !== undefined && hello.data.provider === undefined && (
        <Alert color="brand" variant="light" icon={<IconInfoCircle aria-hidden />}>
          {t('noProvider')}
        </Alert>
      )}
      {!isReady && failed === undefined && <LoadingShapes />}
      {isReady && <People accounts={accounts.data} canInvite={hello.data.provider !== undefined} />}
    </Screen>
  );
};
