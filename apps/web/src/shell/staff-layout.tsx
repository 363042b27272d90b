import type { Role } from '@hearth/contracts';
import {
  IconCalendarStats,
  IconFileCertificate,
  IconKey,
  IconLayoutDashboard,
  IconPhoneCall,
  IconUsersGroup,
} from '@tabler/icons-react';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../access/me';
import { LayoutHeader } from './layout-header';
import styles from './shell.module.css';

const links = {
  sessions: { to: '/sessions', icon: IconUsersGroup, words: 'nav.sessions' },
  board: { to: '/board', icon: IconLayoutDashboard, words: 'nav.board' },
  week: { to: '/programme-week', icon: IconCalendarStats, words: 'nav.programmeWeek' },
  outreach: { to: '/outreach', icon: IconPhoneCall, words: 'outreach:nav.outreach' },
  authorizations: { to: '/authorizations', icon: IconFileCertificate, words: 'outreach:nav.authorizations' },
  people: { to: '/people', icon: IconKey, words: 'nav.people' },
} as const;

const linksOf = (role: Role): readonly (keyof typeof links)[] => {
  switch (role) {
    case 'supervisor':
      return ['board', 'week', 'outreach', 'authorizations'];
    case 'admin':
      return ['board', 'week', 'outreach', 'authorizations', 'people'];
    case 'therapist':
    case 'prescriber':
      return ['sessions', 'outreach'];
    case 'patient':
      return [];
    default:
      return role satisfies never;
  }
};

/** Full width and compact: therapists and supervisors look at many things at once. */
export const StaffLayout = () => {
  const { t } = useTranslation(['shell', 'outreach']);
  const { role } = useMe();
  const frame = useRef<HTMLDivElement>(null);
  const path = useLocation({ select: ({ pathname }) => pathname });
  useEffect(() => {
    // On a phone the row of links is wider than the screen: where one is comes into sight.
    const here = frame.current?.querySelector('header [aria-current="page"]');
    here?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [path]);
  return (
    <div ref={frame} className={styles.frame} data-density="staff">
      <LayoutHeader home="/" density="staff">
        {linksOf(role).map((key) => {
          const { to, icon: Icon, words } = links[key];
          return (
            <Link key={key} to={to} className={styles.link}>
              <Icon size={20} aria-hidden />
              {t(words)}
            </Link>
          );
        })}
      </LayoutHeader>
      <main id="main" tabIndex={-1} className={styles.main}>
        <div className={styles.wide}>
          <Outlet />
        </div>
      </main>
    </div>
  );
};
