import type { LiveDocuments, LiveView } from '@hearth/contracts';
import { Skeleton, Stack } from '@mantine/core';
import { Suspense, useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { TroubleNotice } from '../api/trouble-notice';
import { EmptyState } from '../shell/empty-state';
import { Screen } from '../shell/screen';
import styles from '../shell/shell.module.css';
import { useLive } from './live-context';
import type { LiveEntry } from './live-entry';

interface WithLiveProps<View extends LiveView> {
  readonly view: View;
  readonly viewKey: string;
  readonly entry: LiveEntry<View>;
  /** The page's `h1` as long as there is no document, where the screen names itself by what is in it. */
  readonly title?: string;
  /** What to show when there is nothing yet. */
  readonly absent?: ReactNode;
  readonly children: (document: LiveDocuments[View]) => ReactNode;
}

/** Grey shapes while a screen loads; they appear after 300 ms only, so that a quick answer does not flicker. */
export const LoadingShapes = () => {
  const { t } = useTranslation('shell');
  const [visible, setVisible] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setVisible(true), 300);
    return () => clearTimeout(timer);
  }, []);
  if (!visible) return null;
  return (
    <Stack role="status" aria-label={t('loading')}>
      <Skeleton height={28} width="60%" />
      <Skeleton height={96} />
      <Skeleton height={96} />
    </Stack>
  );
};

/** In place of a whole screen that loads: it has its heading, too, for those who hear the page. */
export const LoadingScreen = () => {
  const { t } = useTranslation('shell');
  return (
    <>
      <h1 className={styles.hidden} data-loading>
        {t('loading')}
      </h1>
      <LoadingShapes />
    </>
  );
};

/** Loading, nothing there, refused, and only then the screen itself. */
export const WithLive = <View extends LiveView>(props: WithLiveProps<View>) => {
  const { t } = useTranslation('shell');
  const store = useLive();
  const { entry, title } = props;
  const titled = (content: ReactNode): ReactNode =>
    title === undefined ? content : <Screen title={title}>{content}</Screen>;
  const loading = title === undefined ? <LoadingShapes /> : <LoadingScreen />;
  switch (entry.state) {
    case 'loading':
      return loading;
    case 'absent':
      return titled(props.absent ?? <EmptyState title={t('absent.title')}>{t('absent.words')}</EmptyState>);
    case 'refused':
      return titled(
        <TroubleNotice trouble={entry.trouble} onRetry={() => store.retry(props.view, props.viewKey)} />,
      );
    case 'ready':
      // What has to be fetched for the document must not hide what stands around it, nor take the focus from there.
      return <Suspense fallback={loading}>{props.children(entry.document)}</Suspense>;
    default:
      return entry satisfies never;
  }
};
