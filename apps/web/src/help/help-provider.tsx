import { Drawer } from '@mantine/core';
import { useCallback, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { HelpContent } from './help-content';
import { HelpContext } from './help-context';

/** Holds the help drawer, which any screen opens with one tap; it needs no network to show. */
export const HelpProvider = ({ children }: { readonly children: ReactNode }) => {
  const { t } = useTranslation('help');
  const [opened, setOpened] = useState(false);
  const [sessionId, setSessionId] = useState<string | null>(null);
  const open = useCallback(() => setOpened(true), []);
  const value = useMemo(() => ({ open, sessionId, setSessionId }), [open, sessionId]);
  return (
    <HelpContext.Provider value={value}>
      {children}
      <Drawer
        opened={opened}
        onClose={() => setOpened(false)}
        position="right"
        size="26rem"
        title={t('title')}
        closeButtonProps={{ 'aria-label': t('close'), size: 44 }}
      >
        <HelpContent />
      </Drawer>
    </HelpContext.Provider>
  );
};
