import { ActionIcon, Menu, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { IconSettings } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useSigning } from '../access/signing';
import { useMaybeMe } from '../access/me';
import { useCommand } from '../api/use-command';
import { chooseLanguage, languages } from '../i18n/translation';
import { prefer, usePreferences } from '../preferences/preferences';
import { announce } from './announcer';

const schemes: readonly MantineColorScheme[] = ['light', 'dark', 'auto'];

/** Opens at once, since its code is fetched by a press. Language, light or dark, what is read out, and signing out. */
export const SettingsMenu = () => {
  const { t, i18n } = useTranslation('shell');
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { announcements, shortcuts } = usePreferences();
  const me = useMaybeMe();
  const { signOut } = useSigning();
  const navigate = useNavigate();
  // The button that was pressed is gone: this one has taken its place.
  const button = useRef<HTMLButtonElement>(null);
  const leaving = useCommand(async () => {
    const { leaves } = await signOut();
    if (!leaves) await navigate({ to: '/sign-in' });
  });

  return (
    <Menu
      position="bottom-end"
      width={260}
      closeOnItemClick={false}
      defaultOpened
      onClose={() => button.current?.focus()}
    >
      <Menu.Target>
        <ActionIcon ref={button} variant="subtle" size={44} aria-label={t('settings.open')}>
          <IconSettings aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {me !== null && <Menu.Label>{t('settings.signedInAs', { name: me.displayName })}</Menu.Label>}
        <Menu.Label id="settings-language">{t('settings.language')}</Menu.Label>
        <Menu.RadioGroup
          value={i18n.language}
          onChange={(chosen) => {
            const language = languages.find((each) => each === chosen);
            if (language !== undefined) void chooseLanguage(language);
          }}
        >
          {languages.map((language) => (
            <Menu.RadioItem key={language} value={language} lang={language}>
              {t(`settings.languages.${language}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Label>{t('settings.look')}</Menu.Label>
        <Menu.RadioGroup
          value={colorScheme}
          onChange={(chosen) => {
            const scheme = schemes.find((each) => each === chosen);
            if (scheme !== undefined) setColorScheme(scheme);
          }}
        >
          {schemes.map((scheme) => (
            <Menu.RadioItem key={scheme} value={scheme}>
              {t(`settings.schemes.${scheme}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.CheckboxItem
          checked={announcements}
          onChange={(on) => {
            prefer({ announcements: on });
            announce(t('settings.announcementsOn'));
          }}
        >
          {t('settings.announcements')}
        </Menu.CheckboxItem>
        <Menu.CheckboxItem checked={shortcuts} onChange={(on) => prefer({ shortcuts: on })}>
          {t('settings.shortcuts')}
        </Menu.CheckboxItem>
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
