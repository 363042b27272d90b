import type { Role } from '@hearth/contracts';
import { Button } from '@mantine/core';
import { IconCalendarStats, IconLayoutDashboard, IconLifebuoy, IconUsersGroup } from '@tabler/icons-react';
import { Link, Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '../access/me';
import { Logo } from '../brand/logo';
import { useHelp } from '../help/help-context';
import { LiveStatus } from '../live/live-status';
import { OfflineBanner } from './offline-banner';
import { SettingsButton } from './settings-button';
import styles from './shell.module.css';
import { SkipLink } from './skip-link';

const links = {
  sessions: { to: '/sessions', icon: IconUsersGroup, words: 'nav.sessions' },
  board: { to: '/board', icon: IconLayoutDashboard, words: 'nav.board' },
  week: { to: '/programme-week', icon: IconCalendarStats, words: 'nav.programmeWeek' },
} as const;

const linksOf = (role: Role): readonly (keyof typeof links)[] => {
  switch (role) {
    case 'supervisor':
    case 'admin':
      return ['board', 'week'];
    case 'therapist':
    case 'prescriber':
      return ['sessions'];
    case 'patient':
      return [];
    default:
      return role satisfies never;
  }
};

/** Full width and compact: therapists and supervisors look at many things at once. */
export const StaffLayout = () => {
  const { t } = useTranslation('shell');
  const { role } = useMe();
  const help = useHelp();
  return (
    <div className={styles.frame} data-density="staff">
      <SkipLink />
      <OfflineBanner />
      <header className={`${styles.header} ${styles.staff}`}>
        <Link to="/" className={styles.home}>
          <Logo />
          <span className={styles.product}>{t('product')}</span>
        </Link>
        <nav className={styles.links} aria-label={t('nav.label')}>
          {linksOf(role).map((key) => {
            const { to, icon: Icon, words } = links[key];
            return (
              <Link key={key} to={to} className={styles.link}>
                <Icon size={20} aria-hidden />
                {t(words)}
              </Link>
            );
          })}
        </nav>
        <div className={styles.push} />
        <LiveStatus />
        <Button
          variant="subtle"
          size="sm"
          className={styles.help}
          leftSection={<IconLifebuoy size={18} aria-hidden />}
          onClick={help.open}
        >
          <span className={styles.helpWords}>{t('nav.help')}</span>
        </Button>
        <SettingsButton />
      </header>
      <main id="main" tabIndex={-1} className={styles.main}>
        <div className={styles.wide}>
          <Outlet />
        </div>
      </main>
    </div>
  );
};
