export interface NewVersionPorts {
  /** Lets the newer service worker begin, if one waits; done when it has begun. */
  readonly takeOver: () => Promise<void>;
  readonly reload: () => void;
  /** Runs it only if nobody is in a room, in whatever window. */
  readonly unlessInRoom: (act: () => Promise<void>) => Promise<void>;
}

/**
 * A newer version of the app takes over by a reload, and only where that takes nothing away: on the arrival at another
 * screen, or when nobody has touched this one for a while; never in a room, and never over something typed.
 */
export interface NewVersion {
  /** There is one, and this page is older. */
  readonly found: () => void;
  /** Something was typed on this screen. */
  readonly typed: () => void;
  /** Another screen has just opened. */
  readonly arrived: () => Promise<void>;
  /** Nobody looks at this window, or has not touched it for a while. */
  readonly idle: () => Promise<void>;
}

export const createNewVersion = ({ takeOver, reload, unlessInRoom }: NewVersionPorts): NewVersion => {
  let isThere = false;
  let hasTyped = false;
  const reloadIfWanted = async (): Promise<void> => {
    if (!isThere || hasTyped) return;
    await unlessInRoom(async () => {
      isThere = false;
      // A page that is asked of the former worker while the newer one begins may never come.
      await takeOver();
      reload();
    });
  };
  return {
    found: () => {
      isThere = true;
    },
    typed: () => {
      hasTyped = true;
    },
    arrived: () => {
      hasTyped = false;
      return reloadIfWanted();
    },
    idle: reloadIfWanted,
  };
};
