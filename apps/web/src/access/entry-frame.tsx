import { Button } from '@mantine/core';
import { IconLifebuoy } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Logo } from '../brand/logo';
import { useHelp } from '../help/help-context';
import { OfflineBanner } from '../shell/offline-banner';
import { Screen } from '../shell/screen';
import { SettingsButton } from '../shell/settings-button';
import shell from '../shell/shell.module.css';
import { SkipLink } from '../shell/skip-link';

interface EntryFrameProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** The frame of what is shown to who is not signed in; help is there too. */
export const EntryFrame = ({ title, children }: EntryFrameProps) => {
  const { t } = useTranslation('shell');
  const help = useHelp();
  return (
    <div className={shell.frame} data-density="patient">
      <SkipLink />
      <OfflineBanner />
      <header className={shell.header}>
        <span className={shell.home}>
          <Logo />
          {t('product')}
        </span>
        <div className={shell.push} />
        <Button variant="light" leftSection={<IconLifebuoy size={20} aria-hidden />} onClick={help.open}>
          {t('nav.help')}
        </Button>
        <SettingsButton />
      </header>
      <main id="main" tabIndex={-1} className={shell.main}>
        <div className={shell.column}>
          <Screen title={title}>{children}</Screen>
        </div>
      </main>
    </div>
  );
};
