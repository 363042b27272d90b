import type { EnrollmentAnswer } from '@hearth/contracts';
import { isPausedOn } from '@hearth/domain';
import type { Episode } from '@hearth/views';
import { Loader, Stack, Text, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { asTrouble } from '../api/problem';
import { useFormat } from '../i18n/format';
import { PersonName } from '../people/person-name';
import { More } from '../programme/more';
import { ProgrammeScreen, type Planning } from '../programme/programme-screen';
import styles from '../programme/programme.module.css';
import { RefusalNotice } from '../refusal/refusal-notice';
import {
  EndForm,
  PauseForm,
  PayerForm,
  PlannedEndForm,
  ResidenceForm,
  ReturnForm,
  TransferForm,
  type CourseFormProps,
} from './course-forms';
import { BookedMakeUps } from './booked-make-ups';
import { IntensityForm } from './intensity-form';

const Facts = ({
  episode,
  directory,
  today,
}: { readonly episode: Episode } & Omit<Planning, 'runs' | 'role'>) => {
  const { t } = useTranslation('plan');
  const format = useFormat();
  const titles = directory.groups.filter(({ groupId }) => episode.groupIds.includes(groupId));
  const track = directory.tracks.find(({ trackId }) => trackId === episode.trackId);
  const therapist = directory.staff.find(({ staffId }) => staffId === episode.primaryTherapistId);
  const away = episode.pauses.at(-1);
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t('course.fact.dates'), `${format.longDay(episode.startsOn)} – ${format.longDay(episode.plannedEndOn)}`],
    ...(episode.endedOn === null ? [] : [[t('course.fact.ended'), format.longDay(episode.endedOn)] as const]),
    ...(away !== undefined && isPausedOn(episode.pauses, today)
      ? [[t('course.fact.away'), t('course.awaySince', { day: format.longDay(away.from) })] as const]
      : []),
    [t('track'), track?.title ?? t('course.noTrack')],
    [t('course.groups'), titles.map(({ title }) => title).join(' · ') || '—'],
    [t('course.fact.therapist'), therapist?.displayName ?? '—'],
    [t('course.level'), t(`course.levels.${episode.levelOfCare}`)],
    [
      t('course.weeklyMinutes'),
      [
        episode.plannedWeeklyMinutes === null ? '—' : format.number(episode.plannedWeeklyMinutes),
        ...(episode.intensities.at(-1)?.taper ?? []).map(({ from, weeklyMinutes }) =>
          t('course.then', { day: format.longDay(from), minutes: format.number(weeklyMinutes) }),
        ),
      ].join('; '),
    ],
    [t('course.payerName'), episode.payer],
    [
      t('course.residence'),
      `${episode.residenceState} · ${t(`course.residenceTypes.${episode.residenceType}`)}`,
    ],
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd>
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
};

const Changes = ({ runs, ...of }: CourseFormProps & { readonly runs: boolean }) => {
  const { t } = useTranslation('plan');
  const { episode, today } = of;
  const isAway = isPausedOn(episode.pauses, today) || episode.pauses.at(-1)?.until === null;
  const forms = [
    isAway ? { title: t('course.return'), Form: ReturnForm } : { title: t('course.pause'), Form: PauseForm },
    { title: t('course.transfer'), Form: TransferForm },
    { title: t('course.intensity'), Form: IntensityForm },
    { title: t('course.plannedEnd'), Form: PlannedEndForm },
    { title: t('course.residence'), Form: ResidenceForm },
    ...(runs
      ? [
          { title: t('course.payer'), Form: PayerForm },
          { title: t('course.end'), Form: EndForm },
        ]
      : []),
  ];
  return (
    <Stack gap="sm">
      {forms.map(({ title, Form }) => (
        <More key={title} title={title}>
          <Form {...of} />
        </More>
      ))}
    </Stack>
  );
};

const Course = ({ enrollmentId, ...planning }: { readonly enrollmentId: string } & Planning) => {
  const { t } = useTranslation('plan');
  const { directory, today, role, runs } = planning;
  const queries = useQueryClient();
  const queryKey = ['enrollment', enrollmentId];
  const found = useQuery({
    queryKey,
    queryFn: ({ signal }) => api.get<EnrollmentAnswer>(`/enrollments/${enrollmentId}`, signal),
  });
  const known = directory.patients.find(({ episode }) => episode?.enrollmentId === enrollmentId);
  const seen = useRef(known);
  const again = (): void => void queries.invalidateQueries({ queryKey: ['enrollment', enrollmentId] });
  useEffect(() => {
    // Somebody has changed something about this patient: the directory has another entry.
    if (seen.current !== known) void queries.invalidateQueries({ queryKey: ['enrollment', enrollmentId] });
    seen.current = known;
  }, [known, queries, enrollmentId]);
  if (found.error !== null) return <RefusalNotice trouble={asTrouble(found.error)} onRetry={again} />;
  if (found.data === undefined) return <Loader aria-label={t('loading')} />;
  const { episode, displayName, simulated } = found.data;
  return (
    <Stack gap="lg">
      <Title order={2} size="lg">
        <PersonName displayName={displayName} simulated={simulated} />
      </Title>
      <Facts episode={episode} directory={directory} today={today} />
      <BookedMakeUps
        {...{ enrollmentId, directory, today, role }}
        patientId={episode.patientId}
        name={displayName}
      />
      {episode.endedOn !== null ? (
        <>
          <Text>{t('course.over')}</Text>
          {role === 'admin' && (
            <Link to="/enrollments/new" search={{ patientId: episode.patientId }} className={styles.link}>
              {t('enroll.openFor', { name: displayName })}
            </Link>
          )}
        </>
      ) : (
        role !== 'prescriber' && (
          <section className={styles.card}>
            <Title order={2} size="md" mb="xs">
              {t('course.change')}
            </Title>
            <Changes
              key={JSON.stringify(episode)}
              {...{ enrollmentId, episode, directory, today, runs }}
              onDone={again}
            />
          </section>
        )
      )}
    </Stack>
  );
};

/** A patient's episode of care: what holds, and each change of its course, from a day on. */
export const EnrollmentScreen = () => {
  const { t } = useTranslation('plan');
  const { enrollmentId = '' } = useParams({ strict: false });
  return (
    <ProgrammeScreen title={t('course.title')}>
      {(planning) => <Course key={enrollmentId} enrollmentId={enrollmentId} {...planning} />}
    </ProgrammeScreen>
  );
};
