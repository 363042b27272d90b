import { useEffect } from 'react';

const attribute = 'data-mantine-color-scheme';

/** Faces are easier to see on a dark page; menus and dialogs over it follow. The person's own choice comes back after. */
export const useDarkPage = (): void => {
  useEffect(() => {
    const page = document.documentElement;
    const chosen = page.getAttribute(attribute);
    page.setAttribute(attribute, 'dark');
    return () => {
      if (chosen !== null) page.setAttribute(attribute, chosen);
    };
  }, []);
};
