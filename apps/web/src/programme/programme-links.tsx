import { Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '../access/me';
import styles from './programme.module.css';

const links = [
  { to: '/calendar', key: 'calendar' },
  { to: '/caseload', key: 'caseload' },
  { to: '/groups', key: 'groups' },
  { to: '/tracks', key: 'tracks' },
  { to: '/staff', key: 'staff' },
  { to: '/requests', key: 'requests' },
  { to: '/settings', key: 'settings' },
] as const;

/** The ways between the screens on which a programme is planned. */
export const ProgrammeLinks = () => {
  const { t } = useTranslation('plan');
  const { role } = useMe();
  const shown = links.filter(({ key }) => key !== 'settings' || role === 'admin' || role === 'supervisor');
  return (
    <nav aria-label={t('links.label')}>
      <Group className={styles.links}>
        {shown.map(({ to, key }) => (
          <Link key={key} to={to} className={styles.link}>
            {t(`links.${key}`)}
          </Link>
        ))}
      </Group>
    </nav>
  );
};
