import type { CheckInOffer } from '@hearth/contracts';
import type { CheckInSummary } from '@hearth/views';
import { Alert, Button, Group, List, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { asTrouble, Trouble } from '../api/problem';
import { TroubleNotice } from '../api/trouble-notice';
import { useCommand } from '../api/use-command';
import { useHelpReaches } from '../help/help-context';
import { useLiveView } from '../live/live-context';
import { LoadingScreen, WithLive } from '../live/with-live';
import { preferences } from '../preferences/preferences';
import { Screen } from '../shell/screen';
import styles from './check-in.module.css';
import { dropDraft, firstDraft, keepDraft, keptDraft, type Draft } from './draft';
import { Question } from './questions';
import { checkInOf, faultsOf, stepsOf, type Asked, type Field, type StepId } from './steps';

const Progress = ({ at, of }: { readonly at: number; readonly of: number }) => {
  const { t } = useTranslation('check-in');
  return (
    <Group justify="space-between">
      <Text size="sm" c="dimmed">
        {t('progress', { at: at + 1, of })}
      </Text>
      <div className={styles.dots} aria-hidden>
        {Array.from({ length: of }, (_, index) => (
          <span key={index} className={styles.dot} data-done={index <= at} />
        ))}
      </div>
    </Group>
  );
};

const FaultSummary = ({ faults }: { readonly faults: readonly Field[] }) => {
  const { t } = useTranslation('check-in');
  if (faults.length < 2) return null;
  return (
    <Alert role="alert" color="look" title={t('faultsTitle')}>
      <List>
        {faults.map((field) => (
          <List.Item key={field}>
            <a href={`#${field}`} style={{ color: 'inherit' }}>
              {t(`faults.${field}`)}
            </a>
          </List.Item>
        ))}
      </List>
    </Alert>
  );
};

interface CheckInProps {
  readonly sessionId: string;
  readonly offer: CheckInOffer;
  readonly earlier: CheckInSummary | null;
}

const CheckIn = ({ sessionId, offer, earlier }: CheckInProps) => {
  const { t } = useTranslation('check-in');
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [draft, setDraft] = useState<Draft>(() => keptDraft(sessionId) ?? firstDraft(offer, earlier));
  const [showFaults, setShowFaults] = useState(false);
  const [told, setTold] = useState(false);
  const offeredPlace = earlier?.location ?? offer.location ?? null;
  const asked: Asked = { substanceUse: offer.asksSubstanceUse, offersPlace: offeredPlace !== null };
  const steps = stepsOf(draft, asked);
  const at = Math.max(0, steps.indexOf(draft.step as StepId));
  const step = steps[at] ?? 'mood';
  const faults = faultsOf(step, draft, asked);
  const last = at === steps.length - 1;

  const change = (part: Partial<Draft>): void => {
    const next = { ...draft, ...part };
    setDraft(next);
    keepDraft(sessionId, next);
  };
  const goTo = (next: StepId | undefined): void => {
    setShowFaults(false);
    if (next !== undefined) change({ step: next });
  };

  const send = async (): Promise<void> => {
    const whole = checkInOf(draft, asked);
    if (whole === null) throw new Trouble('invalid-body');
    await api.post(`/sessions/${sessionId}/check-in`, whole);
  };
  const telling = useCommand(async () => {
    await send();
    setTold(true);
  });
  const submitting = useCommand(async () => {
    await send();
    dropDraft(sessionId);
    queries.removeQueries({ queryKey: ['check-in-offer', sessionId] });
    const to = preferences().devicesTested ? '/session/$sessionId/waiting' : '/session/$sessionId/devices';
    await navigate({ to, params: { sessionId } });
  });

  const onNext = (event: FormEvent): void => {
    event.preventDefault();
    if (faults.length > 0) {
      setShowFaults(true);
      document.getElementById(faults[0] ?? '')?.focus();
      return;
    }
    if (last) return void submitting.run();
    goTo(steps[at + 1]);
    // Somebody who may not be safe must not have to finish a form before anybody knows.
    if (step === 'safe' && draft.safeNow !== 'yes') void telling.run();
  };

  return (
    <Screen title={t(`questions.${step}`)} key={step}>
      <form onSubmit={onNext} noValidate>
        <Stack gap="lg">
          <Progress at={at} of={steps.length} />
          {showFaults && <FaultSummary faults={faults} />}
          <Question
            step={step}
            draft={draft}
            faults={showFaults ? faults : []}
            change={change}
            offeredPlace={offeredPlace}
            telling={telling}
            told={told}
          />
          <TroubleNotice trouble={submitting.trouble} />
          <Group justify="space-between" wrap="nowrap">
            <Button
              variant="default"
              size="lg"
              onClick={() => (at === 0 ? void navigate({ to: '/today' }) : goTo(steps[at - 1]))}
            >
              {t('back')}
            </Button>
            <Button type="submit" size="lg" loading={submitting.busy} style={{ flex: 1 }}>
              {last ? t('send') : t('next')}
            </Button>
          </Group>
          <Text size="sm" c="dimmed">
            {t('whoSees')}
          </Text>
        </Stack>
      </form>
    </Screen>
  );
};

const WithOffer = ({ sessionId, earlier }: Omit<CheckInProps, 'offer'>) => {
  const { t } = useTranslation('shell');
  const offer = useQuery({
    queryKey: ['check-in-offer', sessionId],
    queryFn: () => api.get<CheckInOffer>(`/sessions/${sessionId}/check-in/offer`),
    staleTime: Infinity,
  });
  if (offer.isPending) return <LoadingScreen />;
  if (offer.isError)
    return (
      <Screen title={t('session')}>
        <TroubleNotice trouble={asTrouble(offer.error)} onRetry={() => void offer.refetch()} />
      </Screen>
    );
  return <CheckIn sessionId={sessionId} offer={offer.data} earlier={earlier} />;
};

/** One question a screen; kept at each step; back is always possible; a second submit corrects the first. */
export const CheckInScreen = () => {
  const { t } = useTranslation(['check-in', 'shell']);
  const { sessionId } = useParams({ from: '/patient/session/$sessionId/check-in' });
  const entry = useLiveView('patient-room', sessionId);
  useHelpReaches(entry.state === 'ready' && entry.document.status !== 'scheduled' ? sessionId : null);
  return (
    <WithLive view="patient-room" viewKey={sessionId} entry={entry} title={t('shell:session')}>
      {(room) =>
        room.status === 'ended' || room.status === 'sealed' || room.status === 'cancelled' ? (
          <Screen title={t('over.title')}>
            <Text>{t('over.words')}</Text>
          </Screen>
        ) : (
          <WithOffer sessionId={sessionId} earlier={room.me.checkIn} />
        )
      }
    </WithLive>
  );
};
