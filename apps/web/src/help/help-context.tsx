import { Drawer } from '@mantine/core';
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { HelpContent } from './help-content';

interface HelpState {
  readonly open: () => void;
  /** The session whose facilitators can be asked for help right now; null when none is open. */
  readonly sessionId: string | null;
  readonly setSessionId: (sessionId: string | null) => void;
}

const HelpContext = createContext<HelpState | null>(null);

/** For screens that stand in for others, also for the one that holds the help: null there. */
export const useHelpIfThere = (): HelpState | null => useContext(HelpContext);

export const useHelp = (): HelpState => {
  const help = useHelpIfThere();
  if (help === null) throw new Error('There is no help above this component.');
  return help;
};

/** Says whom "ask my therapist" reaches while the calling screen is shown. */
export const useHelpReaches = (sessionId: string | null): void => {
  const { setSessionId } = useHelp();
  useEffect(() => {
    setSessionId(sessionId);
    return () => setSessionId(null);
  }, [setSessionId, sessionId]);
};

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
