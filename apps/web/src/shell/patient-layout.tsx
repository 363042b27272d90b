import { IconCalendarStats, IconLifebuoy, IconSun } from '@tabler/icons-react';
import { Link, Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { LayoutHeader } from './layout-header';
import styles from './shell.module.css';

/** One column; on phones a bar at the bottom, within reach of a thumb. Help is always there. */
export const PatientLayout = () => {
  const { t } = useTranslation('shell');
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
      <LayoutHeader home="/today" density="patient">
        {links}
      </LayoutHeader>
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
