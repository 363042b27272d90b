import { Button } from '@mantine/core';
import { IconCalendarStats, IconLifebuoy, IconSun } from '@tabler/icons-react';
import { Link, Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Logo } from '../brand/logo';
import { useHelp } from '../help/help-context';
import { LiveStatus } from '../live/live-status';
import { OfflineBanner } from './offline-banner';
import { SettingsButton } from './settings-button';
import styles from './shell.module.css';
import { SkipLink } from './skip-link';

/** One column; on phones a bar at the bottom, within reach of a thumb. Help is always there. */
export const PatientLayout = () => {
  const { t } = useTranslation('shell');
  const help = useHelp();
  const links = (
    <>
      <Link to="/today" className={styles.link}>
        <IconSun size={22} aria-hidden />
        {t('nav.today')}
      </Link>
      <Link to="/week" className={styles.link}>
        <IconCalendarStats size={22} aria-hidden />
        {t('nav.week')}
      </Link>
    </>
  );
  return (
    <div className={`${styles.frame} ${styles.patient}`} data-density="patient">
      <SkipLink />
      <OfflineBanner />
      <header className={styles.header}>
        <Link to="/today" className={styles.home}>
          <Logo />
          <span className={styles.product}>{t('product')}</span>
        </Link>
        <nav className={styles.links} aria-label={t('nav.label')}>
          {links}
        </nav>
        <div className={styles.push} />
        <LiveStatus />
        <Button
          variant="light"
          className={styles.help}
          leftSection={<IconLifebuoy size={20} aria-hidden />}
          onClick={help.open}
        >
          <span className={styles.helpWords}>{t('nav.help')}</span>
        </Button>
        <SettingsButton />
      </header>
      <main id="main" tabIndex={-1} className={styles.main}>
        <div className={styles.column}>
          <Outlet />
        </div>
      </main>
      <nav className={styles.bottom} aria-label={t('nav.barLabel')}>
        {links}
        <Link to="/help" className={styles.link}>
          <IconLifebuoy size={22} aria-hidden />
          {t('nav.help')}
        </Link>
      </nav>
    </div>
  );
};
