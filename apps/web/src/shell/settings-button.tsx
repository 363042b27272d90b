import { ActionIcon } from '@mantine/core';
import { IconSettings } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';

const load = () => import('./settings-menu');
const SettingsMenu = lazy(async () => ({ default: (await load()).SettingsMenu }));

/** The menu's code comes when somebody is about to use it; the first page is lighter by that. */
export const SettingsButton = () => {
  const { t } = useTranslation('shell');
  const [wanted, setWanted] = useState(false);
  const button = (
    <ActionIcon
      variant="subtle"
      size={44}
      aria-label={t('settings.open')}
      aria-haspopup="menu"
      aria-busy={wanted}
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
      onClick={() => setWanted(true)}
    >
      <IconSettings aria-hidden />
    </ActionIcon>
  );
  return wanted ? (
    <Suspense fallback={button}>
      <SettingsMenu />
    </Suspense>
  ) : (
    button
  );
};
