import { Button, Group, Stack, Text } from '@mantine/core';
import { IconLifebuoy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { asTrouble } from '../api/problem';
import { TroubleNotice } from '../api/trouble-notice';
import { useHelpIfThere } from '../help/help-context';
import { Screen } from './screen';
import styles from './shell.module.css';

/** One tap away here too. */
const Help = () => {
  const { t } = useTranslation('shell');
  const help = useHelpIfThere();
  if (help === null) return null;
  return (
    <Button variant="light" leftSection={<IconLifebuoy size={20} aria-hidden />} onClick={help.open}>
      {t('nav.help')}
    </Button>
  );
};

/** What stands in for a screen that failed: what happened, that nothing is lost, and two ways on. */
export const TroubleScreen = ({ error }: { readonly error: unknown }) => {
  const { t } = useTranslation('shell');
  return (
    <div className={styles.column}>
      <Screen title={t('trouble.title')}>
        <Stack>
          <TroubleNotice trouble={asTrouble(error)} />
          <Text>{t('trouble.words')}</Text>
          <Group>
            <Button onClick={() => window.location.reload()}>{t('trouble.reload')}</Button>
            <Button component="a" href="/" variant="default">
              {t('trouble.home')}
            </Button>
            <Help />
          </Group>
        </Stack>
      </Screen>
    </div>
  );
};

/** An address that leads nowhere. */
export const NowhereScreen = () => {
  const { t } = useTranslation('shell');
  return (
    <main id="main" className={styles.column}>
      <Screen title={t('nowhere.title')}>
        <Text>{t('nowhere.words')}</Text>
        <Group>
          <Button component="a" href="/">
            {t('trouble.home')}
          </Button>
          <Help />
        </Group>
      </Screen>
    </main>
  );
};
