import { Title } from '@mantine/core';
import { useEffect, useLayoutEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface ScreenProps {
  /** The one `h1`. It is also the page's name in the browser. */
  readonly title: string;
  /** Beside the title, e.g. how live the screen is. */
  readonly aside?: ReactNode;
  readonly hideTitle?: boolean;
  readonly children: ReactNode;
}

let first = true;

/** A screen of its own: names the page, and moves focus to its heading when somebody comes here from another. */
export const Screen = ({ title, aside, hideTitle, children }: ScreenProps) => {
  const { t } = useTranslation('shell');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = t('pageTitle', { title });
  }, [t, title]);
  useEffect(() => {
    // On the first load focus belongs to the browser, so that the skip link comes first.
    if (!first) heading.current?.focus({ preventScroll: true });
    first = false;
  }, []);
  const hadFocus = useRef(false);
  useLayoutEffect(() => {
    // A screen that was hidden while a part of it was fetched comes back here, and has lost the focus by that.
    const own = heading.current;
    if (hadFocus.current && document.activeElement === document.body) own?.focus({ preventScroll: true });
    return () => {
      hadFocus.current = own !== null && document.activeElement === own;
    };
  }, []);
  return (
    <>
      <div
        style={
          hideTitle === true
            ? { position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' }
            : { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 'var(--h-space-md)' }
        }
      >
        <Title order={1} size="xl" ref={heading} tabIndex={-1} style={{ flex: '1 1 auto' }}>
          {title}
        </Title>
        {hideTitle === true ? null : aside}
      </div>
      {children}
    </>
  );
};
