import type { ForecastAnswer, ForecastBody, Opening } from '@hearth/contracts';
import type { Verdict } from '@hearth/domain';
import type { PatientWeek } from '@hearth/views';
import { Alert, Checkbox, Loader, Modal, Stack, Text, Title } from '@mantine/core';
import { IconCrystalBall } from '@tabler/icons-react';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../access/me';
import { api } from '../api/client';
import { asTrouble } from '../api/problem';
import { TroubleNotice } from '../api/trouble-notice';
import { useFormat } from '../i18n/format';
import { StackingCell, StackingRow, StackingTable } from '../stacking-table/stacking-table';
import { comparedVerdicts, type ComparedVerdict } from './compared-verdicts';
import { MakeUpForm, type MakeUp } from './make-up-form';
import { Booking, Openings } from './openings';
import { useSentence } from './sentence';
import { VerdictTag } from './verdict-tag';
import styles from './week.module.css';

export interface WhatIfOf {
  readonly enrollmentId: string;
  readonly patientId: string;
  readonly displayName: string;
  /** The week as it stands on the screen: another one with each change, so that the forecast follows. */
  readonly week: PatientWeek | null;
}

const useForecast = (enrollmentId: string, body: ForecastBody) =>
  useQuery({
    queryKey: ['forecast', enrollmentId, body],
    queryFn: () => api.post<ForecastAnswer>(`/enrollments/${enrollmentId}/forecast`, body),
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  });

const Discrete = ({ verdict }: { readonly verdict: Verdict }) => {
  const { t } = useTranslation('programme-week');
  const { discrete = [] } = verdict;
  if (discrete.length === 0) return null;
  const services = discrete.map(({ code, minutes }) => t('whatIf.service', { code, minutes })).join(' · ');
  return <Text size="sm">{t('whatIf.discrete', { services })}</Text>;
};

const VerdictRow = ({ compared }: { readonly compared: ComparedVerdict }) => {
  const { t } = useTranslation('programme-week');
  const format = useFormat();
  const sentence = useSentence();
  const { now, then, day } = compared;
  const verdict = then ?? now;
  if (verdict === null) return null;
  return (
    <StackingRow
      head={
        <>
          {verdict.ruleId}
          <Text size="sm" c="dimmed">
            {day === null ? t('week') : format.shortDay(day)}
          </Text>
        </>
      }
    >
      <StackingCell of="now">{now === null ? '–' : <VerdictTag status={now.status} />}</StackingCell>
      <StackingCell of="then">{then === null ? '–' : <VerdictTag status={then.status} />}</StackingCell>
      <StackingCell of="says">
        {sentence(verdict)}
        <Discrete verdict={verdict} />
      </StackingCell>
    </StackingRow>
  );
};

const Verdicts = ({ answer }: { readonly answer: ForecastAnswer }) => {
  const { t } = useTranslation('programme-week');
  return (
    <StackingTable
      label={t('whatIf.verdicts')}
      columns={[
        { key: 'rule', title: t('whatIf.rule') },
        { key: 'now', title: t('whatIf.now') },
        { key: 'then', title: t('whatIf.then') },
        { key: 'says', title: t('says') },
      ]}
    >
      {comparedVerdicts(answer).map((compared) => (
        <VerdictRow key={compared.key} compared={compared} />
      ))}
    </StackingTable>
  );
};

interface SessionsProps {
  readonly answer: ForecastAnswer;
  readonly absent: readonly string[];
  readonly onChange: (absent: readonly string[]) => void;
}

const Sessions = ({ answer, absent, onChange }: SessionsProps) => {
  const { t } = useTranslation('programme-week');
  const format = useFormat();
  const open = answer.sessions.filter((session) => session.open);
  if (open.length === 0) return <Text c="dimmed">{t('whatIf.nothingOpen')}</Text>;
  return (
    <Stack gap="xs" role="group" aria-label={t('whatIf.absences')}>
      {open.map(({ sessionId, title, day, startsAt }) => (
        <Checkbox
          key={sessionId}
          checked={absent.includes(sessionId)}
          label={t('whatIf.session', {
            title,
            day: format.longDay(day),
            time: format.time(startsAt, answer.timeZone),
          })}
          onChange={(event) =>
            onChange(
              event.currentTarget.checked
                ? [...absent, sessionId]
                : absent.filter((each) => each !== sessionId),
            )
          }
        />
      ))}
    </Stack>
  );
};

interface ContentProps {
  readonly of: WhatIfOf;
  readonly weekStart: string;
}

const asMakeUp = ({ day, startsAt, minutes, sessionType }: Opening) => ({
  kind: 'make-up' as const,
  day,
  startsAt,
  minutes,
  sessionType,
});

const Content = ({ of: { enrollmentId, patientId, displayName, week }, weekStart }: ContentProps) => {
  const { t } = useTranslation('programme-week');
  const mayBook = useMe().role !== 'prescriber';
  const [absent, setAbsent] = useState<readonly string[]>([]);
  const [makeUps, setMakeUps] = useState<readonly MakeUp[]>([]);
  const [tried, setTried] = useState<readonly Opening[]>([]);
  const changes = [
    ...absent.map((sessionId) => ({ kind: 'absence' as const, sessionId })),
    ...tried.map(asMakeUp),
    ...makeUps.map(({ id: _id, ...makeUp }) => ({ kind: 'make-up' as const, ...makeUp })),
  ];
  const forecast = useForecast(enrollmentId, { weekStart, changes });
  const queries = useQueryClient();
  const askAgain = useCallback(
    () => void queries.invalidateQueries({ queryKey: ['forecast', enrollmentId] }),
    [queries, enrollmentId],
  );
  const seen = useRef(week);
  useEffect(() => {
    // What is known of the week has changed meanwhile: a place was taken, a minute counted, a rule decided.
    if (seen.current !== week) askAgain();
    seen.current = week;
  }, [week, askAgain]);
  if (forecast.error !== null) {
    return <TroubleNotice trouble={asTrouble(forecast.error)} onRetry={askAgain} />;
  }
  if (forecast.data === undefined) return <Loader aria-label={t('whatIf.loading')} />;
  const answer = forecast.data;
  const { timeZone, openings } = answer;
  const chosen = tried.map(({ sessionId }) => sessionId);
  return (
    <Stack gap="lg">
      <Link to="/enrollments/$enrollmentId" params={{ enrollmentId }} className={styles.proofs}>
        {t('whatIf.course')}
      </Link>
      <Alert color="look" variant="light" icon={<IconCrystalBall aria-hidden />}>
        {changes.length === 0 ? t('whatIf.asPlanned') : t('whatIf.forecast')}
      </Alert>
      <section>
        <Title order={3} size="md" mb="xs">
          {t('whatIf.absences')}
        </Title>
        <Sessions answer={answer} absent={absent} onChange={setAbsent} />
      </section>
      <section>
        <Title order={3} size="md" mb="xs">
          {t('whatIf.makeUps')}
        </Title>
        <Stack gap="sm">
          <Openings
            openings={openings}
            timeZone={timeZone}
            chosen={chosen}
            onChange={(ids) => setTried(openings.filter(({ sessionId }) => ids.includes(sessionId)))}
          />
          {mayBook && (
            <Booking
              patientId={patientId}
              name={displayName}
              timeZone={timeZone}
              chosen={tried}
              onBooked={() => {
                setTried([]);
                askAgain();
              }}
            />
          )}
          <details>
            <summary>{t('whatIf.another')}</summary>
            <MakeUpForm weekStart={weekStart} timeZone={timeZone} makeUps={makeUps} onChange={setMakeUps} />
          </details>
        </Stack>
      </section>
      <section aria-live="polite">
        <Title order={3} size="md" mb="xs">
          {t('whatIf.verdicts')}
        </Title>
        <Verdicts answer={answer} />
      </section>
    </Stack>
  );
};

interface WhatIfProps {
  /** Null: closed. */
  readonly of: WhatIfOf | null;
  readonly weekStart: string;
  readonly onClose: () => void;
}

/** A patient's week with all its verdicts, and what absences and make-ups would make of it. */
export const WhatIf = ({ of, weekStart, onClose }: WhatIfProps) => {
  const { t } = useTranslation('programme-week');
  return (
    <Modal
      opened={of !== null}
      onClose={onClose}
      size="56rem"
      title={of === null ? '' : t('whatIf.title', { name: of.displayName })}
      closeButtonProps={{ 'aria-label': t('whatIf.close') }}
    >
      {of !== null && <Content key={of.enrollmentId} of={of} weekStart={weekStart} />}
    </Modal>
  );
};
