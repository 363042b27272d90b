import { ActionIcon, Menu, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { IconCheck, IconSettings } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSigning } from '../access/signing';
import { useMaybeMe } from '../access/me';
import { useCommand } from '../api/use-command';
import { chooseLanguage, languages } from '../i18n/translation';
import { prefer, usePreferences } from '../preferences/preferences';
import { announce } from './announcer';

const schemes: readonly MantineColorScheme[] = ['light', 'dark', 'auto'];
const tick = <IconCheck size={18} aria-hidden />;

/** Opens at once, since its code is fetched by a press. Language, light or dark, what is read out, and signing out. */
export const SettingsMenu = () => {
  const { t, i18n } = useTranslation('shell');
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { announcements, shortcuts } = usePreferences();
  const me = useMaybeMe();
  const { signOut } = useSigning();
  const navigate = useNavigate();
  const leaving = useCommand(async () => {
    await signOut();
    await navigate({ to: '/sign-in' });
  });

  return (
    <Menu position="bottom-end" width={260} closeOnItemClick={false} defaultOpened>
      <Menu.Target>
        <ActionIcon variant="subtle" size={44} aria-label={t('settings.open')}>
          <IconSettings aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {me !== null && <Menu.Label>{t('settings.signedInAs', { name: me.displayName })}</Menu.Label>}
        <Menu.Label id="settings-language">{t('settings.language')}</Menu.Label>
        {languages.map((language) => (
          <Menu.Item
            key={language}
            lang={language}
            role="menuitemradio"
            aria-checked={i18n.language === language}
            rightSection={i18n.language === language ? tick : null}
            onClick={() => void chooseLanguage(language)}
          >
            {t(`settings.languages.${language}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{t('settings.look')}</Menu.Label>
        {schemes.map((scheme) => (
          <Menu.Item
            key={scheme}
            role="menuitemradio"
            aria-checked={colorScheme === scheme}
            rightSection={colorScheme === scheme ? tick : null}
            onClick={() => setColorScheme(scheme)}
          >
            {t(`settings.schemes.${scheme}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          role="menuitemcheckbox"
          aria-checked={announcements}
          rightSection={announcements ? tick : null}
          onClick={() => {
            prefer({ announcements: !announcements });
            announce(t('settings.announcementsOn'));
          }}
        >
          {t('settings.announcements')}
        </Menu.Item>
        <Menu.Item
          role="menuitemcheckbox"
          aria-checked={shortcuts}
          rightSection={shortcuts ? tick : null}
          onClick={() => prefer({ shortcuts: !shortcuts })}
        >
          {t('settings.shortcuts')}
        </Menu.Item>
        {me !== null && (
          <>
            <Menu.Divider />
            <Menu.Item disabled={leaving.busy} onClick={() => void leaving.run()}>
              {leaving.trouble === null ? t('settings.signOut') : t('settings.signOutFailed')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
};
