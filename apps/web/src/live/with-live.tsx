import type { LiveDocuments, LiveView } from '@hearth/contracts';
import { Skeleton, Stack } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { TroubleNotice } from '../api/trouble-notice';
import { EmptyState } from '../shell/empty-state';
import { useLive } from './live-context';
import type { LiveEntry } from './live-entry';

interface WithLiveProps<View extends LiveView> {
  readonly view: View;
  readonly viewKey: string;
  readonly entry: LiveEntry<View>;
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

/** Loading, nothing there, refused, and only then the screen itself. */
export const WithLive = <View extends LiveView>(props: WithLiveProps<View>) => {
  const { t } = useTranslation('shell');
  const store = useLive();
  const { entry } = props;
  switch (entry.state) {
    case 'loading':
      return <LoadingShapes />;
    case 'absent':
      return props.absent ?? <EmptyState title={t('absent.title')}>{t('absent.words')}</EmptyState>;
    case 'refused':
      return <TroubleNotice trouble={entry.trouble} onRetry={() => store.retry(props.view, props.viewKey)} />;
    case 'ready':
      return props.children(entry.document);
    default:
      return entry satisfies never;
  }
};
