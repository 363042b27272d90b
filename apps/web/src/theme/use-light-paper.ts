import { useEffect } from 'react';

const attribute = 'data-mantine-color-scheme';

/** What is printed is dark on light, whatever the screen is. */
export const useLightPaper = (): void => {
  useEffect(() => {
    const page = document.documentElement;
    let onScreen: string | null = null;
    const lighten = (): void => {
      onScreen = page.getAttribute(attribute);
      page.setAttribute(attribute, 'light');
    };
    const giveBack = (): void => {
      if (onScreen !== null) page.setAttribute(attribute, onScreen);
      onScreen = null;
    };
    window.addEventListener('beforeprint', lighten);
    window.addEventListener('afterprint', giveBack);
    return () => {
      giveBack();
      window.removeEventListener('beforeprint', lighten);
      window.removeEventListener('afterprint', giveBack);
    };
  }, []);
};
