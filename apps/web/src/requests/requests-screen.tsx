import type { DirectoryEpisode, DirectoryPatient } from '@hearth/views';
import { Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { PlaceFields, placeBody, type Place } from '../enrollment/place-forms';
import { useFormat } from '../i18n/format';
import { CommandForm } from '../command-form/command-form';
import { useDraft } from '../programme/draft';
import { ChoiceField, WordsField } from '../programme/fields';
import { ProgrammeScreen, type Planning } from '../programme/programme-screen';
import styles from '../programme/programme.module.css';
import { EmptyState } from '../shell/empty-state';

type Request = NonNullable<DirectoryEpisode['request']>;
const decisions = ['granted', 'declined'] as const;

interface DecisionProps extends Pick<Planning, 'directory' | 'today'> {
  readonly episode: DirectoryEpisode;
  readonly request: Request;
  readonly name: string;
}

const Decision = ({ directory, today, episode, request, name }: DecisionProps) => {
  const { t } = useTranslation('plan');
  const { enrollmentId } = episode;
  const { values, field, change } = useDraft<Place & { decision: (typeof decisions)[number]; text: string }>({
    decision: 'granted',
    text: '',
    from: today,
    trackId: episode.trackId ?? '',
    groupIds: episode.trackId === null ? episode.groupIds : [],
  });
  const { decision, text } = values;
  return (
    <CommandForm
      label={t('requests.decideFor', { name })}
      submit={t(`requests.submit.${decision}`)}
      onSubmit={() =>
        api.post(`/enrollments/${enrollmentId}/schedule-requests/${request.requestId}/decision`, {
          decision,
          text: text.trim(),
          ...(decision === 'granted' ? placeBody(values) : {}),
        })
      }
    >
      <ChoiceField
        label={t('requests.answer')}
        options={decisions.map((value) => ({ value, label: t(`requests.decision.${value}`) }))}
        {...field('decision')}
      />
      {decision === 'granted' && <PlaceFields place={values} directory={directory} onChange={change} />}
      <WordsField
        maxLength={2000}
        label={t('requests.words')}
        description={t('requests.wordsFor')}
        {...field('text')}
      />
    </CommandForm>
  );
};

interface Asked {
  readonly patient: DirectoryPatient;
  readonly episode: DirectoryEpisode;
  readonly request: Request;
}

const askedIn = (patients: readonly DirectoryPatient[]): readonly Asked[] =>
  patients
    .flatMap((patient): readonly Asked[] => {
      const { episode } = patient;
      return episode === null || episode.request === null
        ? []
        : [{ patient, episode, request: episode.request }];
    })
    .toSorted((a, b) => a.request.at - b.request.at);

const Requests = ({ directory, today, role }: Planning) => {
  const { t } = useTranslation('plan');
  const format = useFormat();
  const asked = askedIn(directory.patients);
  if (asked.length === 0)
    return <EmptyState title={t('requests.none')}>{t('requests.noneWords')}</EmptyState>;
  return (
    <ul className={styles.cards}>
      {asked.map(({ patient, episode, request }) => (
        <li key={request.requestId} className={styles.card}>
          <Stack gap="xs">
            <Title order={2} size="md">
              <Link
                to="/enrollments/$enrollmentId"
                params={{ enrollmentId: episode.enrollmentId }}
                className={styles.link}
              >
                <bdi>{patient.displayName}</bdi>
              </Link>
            </Title>
            <Text size="sm" c="dimmed">
              {t('requests.asked', { day: format.day(request.at, directory.timeZone) })}
              {request.partOfDay !== null &&
                ` · ${t('requests.wants', { part: t(`partOfDay.${request.partOfDay}`) })}`}
            </Text>
            {request.text !== null && request.text !== '' && <Text>{request.text}</Text>}
            {role !== 'prescriber' && (
              <Decision {...{ directory, today, episode, request }} name={patient.displayName} />
            )}
          </Stack>
        </li>
      ))}
    </ul>
  );
};

/** What patients ask to be changed about their times, the oldest first. */
export const RequestsScreen = () => {
  const { t } = useTranslation('plan');
  return (
    <ProgrammeScreen title={t('requests.title')}>{(planning) => <Requests {...planning} />}</ProgrammeScreen>
  );
};
