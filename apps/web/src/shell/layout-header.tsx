import { Button } from '@mantine/core';
import { IconLifebuoy } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Logo } from '../brand/logo';
import { useHelp } from '../help/help-context';
import { LiveStatus } from '../live/live-status';
import { OfflineBanner } from './offline-banner';
import { SettingsButton } from './settings-button';
import styles from './shell.module.css';
import { SkipLink } from './skip-link';

interface LayoutHeaderProps {
  /** Where the name of the product leads: the first screen of whoever is signed in. */
  readonly home: '/' | '/today';
  readonly density: 'patient' | 'staff';
  /** The screens that can be gone to. */
  readonly children: ReactNode;
}

/** What stands above every screen: past it, home, where one can go, how live this is, help, and settings. */
export const LayoutHeader = ({ home, density, children }: LayoutHeaderProps) => {
  const { t } = useTranslation('shell');
  const help = useHelp();
  const isPatient = density === 'patient';
  return (
    <>
      <SkipLink />
      <OfflineBanner />
      <header className={isPatient ? styles.header : `${styles.header} ${styles.staff}`}>
        <Link to={home} className={styles.home}>
          <Logo />
          <span className={styles.product}>{t('product')}</span>
        </Link>
        <nav className={styles.links} aria-label={t('nav.label')}>
          {children}
        </nav>
        <div className={styles.push} />
        <LiveStatus />
        <Button
          variant={isPatient ? 'light' : 'subtle'}
          size={isPatient ? 'md' : 'sm'}
          className={styles.help}
          leftSection={<IconLifebuoy size={isPatient ? 20 : 18} aria-hidden />}
          onClick={help.open}
        >
          <span className={styles.helpWords}>{t('nav.help')}</span>
        </Button>
        <SettingsButton />
      </header>
    </>
  );
};
