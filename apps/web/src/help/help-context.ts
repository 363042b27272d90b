import { createContext, useContext, useEffect } from 'react';

interface HelpState {
  readonly open: () => void;
  /** The session whose facilitators can be asked for help right now; null when none is open. */
  readonly sessionId: string | null;
  readonly setSessionId: (sessionId: string | null) => void;
}

/** Filled by the `HelpProvider`. */
export const HelpContext = createContext<HelpState | null>(null);

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
