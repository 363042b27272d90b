import type { ProviderSignIn } from '@hearth/contracts';
import { Button, Group, Stack } from '@mantine/core';
import { IconLogin2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { TroubleNotice } from '../api/trouble-notice';
import { useCommand } from '../api/use-command';
import styles from './sign-in.module.css';
import { useSigning } from './signing';

interface ProviderButtonProps {
  readonly name: string;
  readonly how: ProviderSignIn;
  /** After a sign-in that led nowhere: the provider would sign the same person in again without a question. */
  readonly offersAnother: boolean;
}

/** Leads to the provider. */
export const ProviderButton = ({ name, how, offersAnother }: ProviderButtonProps) => {
  const { t } = useTranslation('access');
  const { signInWithProvider } = useSigning();
  const leaving = useCommand(signInWithProvider);
  return (
    <Stack gap="md">
      <TroubleNotice trouble={leaving.trouble} />
      <Group gap="sm">
        <Button
          size="lg"
          className={styles.way}
          loading={leaving.busy}
          leftSection={<IconLogin2 size={22} aria-hidden />}
          onClick={() => void leaving.run(how)}
        >
          {t('withProvider', { name })}
        </Button>
        {offersAnother && (
          <Button
            size="lg"
            className={styles.way}
            variant="default"
            disabled={leaving.busy}
            onClick={() => void leaving.run({ ...how, anew: true })}
          >
            {t('another')}
          </Button>
        )}
      </Group>
    </Stack>
  );
};
