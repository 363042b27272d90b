import { seatsTakenFrom, type TrackPlan } from '@hearth/domain';
import type { DirectoryDocument } from '@hearth/views';
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { useCommand } from '../api/use-command';
import { useFormat } from '../i18n/format';
import { CommandForm } from '../command-form/command-form';
import { More } from '../programme/more';
import { useDraft } from '../programme/draft';
import { ChoiceField, TextField } from '../programme/fields';
import { ProgrammeScreen, type Planning } from '../programme/programme-screen';
import styles from '../programme/programme.module.css';
import { RefusalNotice } from '../refusal/refusal-notice';
import { EmptyState } from '../shell/empty-state';
import { ChangeTrack, NewTrack } from './track-forms';

const nameOf = ({ patients }: DirectoryDocument, patientId: string): string =>
  patients.find((one) => one.patientId === patientId)?.displayName ?? '—';

interface WaitingProps {
  readonly track: TrackPlan;
  readonly directory: DirectoryDocument;
  readonly today: string;
  readonly patientId: string;
  readonly since: number;
  readonly runs: boolean;
  readonly mayEnroll: boolean;
}

/** Somebody who waits: promoted by the transfer that gives them the place, or taken off the list. */
const Waiting = ({ track, directory, today, patientId, since, runs, mayEnroll }: WaitingProps) => {
  const { t } = useTranslation('plan');
  const format = useFormat();
  const { values, field } = useDraft({ from: today });
  const name = nameOf(directory, patientId);
  const known = directory.patients.find((one) => one.patientId === patientId)?.episode ?? null;
  const episode = known?.endedOn === null ? known : null;
  const leave = useCommand(() => api.remove(`/tracks/${track.trackId}/waitlist/${patientId}`));
  return (
    <li className={styles.row}>
      <Text>
        <bdi>{name}</bdi>{' '}
        <span className={styles.muted}>
          {t('tracks.since', { day: format.day(since, directory.timeZone) })}
        </span>
      </Text>
      {runs && episode === null && (
        <Text size="sm">
          {t('tracks.notEnrolled')}{' '}
          {mayEnroll && (
            <Link to="/enrollments/new" search={{ patientId, trackId: track.trackId }}>
              {t('enroll.openFor', { name })}
            </Link>
          )}
        </Text>
      )}
      {runs && episode !== null && (
        <CommandForm
          label={t('tracks.promoteFor', { name })}
          submit={t('tracks.promote')}
          onSubmit={() =>
            api.post(`/enrollments/${episode.enrollmentId}/transfers`, {
              from: values.from,
              trackId: track.trackId,
              why: 'waitlist',
            })
          }
        >
          <TextField type="date" required label={t('from')} {...field('from')} />
        </CommandForm>
      )}
      <RefusalNotice trouble={leave.trouble} />
      {runs && (
        <Button
          variant="subtle"
          size="sm"
          loading={leave.busy}
          aria-label={t('tracks.leaveFor', { name })}
          onClick={() => void leave.run()}
        >
          {t('tracks.leave')}
        </Button>
      )}
    </li>
  );
};

const AddWaiting = ({ track, directory }: Pick<WaitingProps, 'track' | 'directory'>) => {
  const { t } = useTranslation('plan');
  const there = new Set([
    ...track.waitlist.map(({ patientId }) => patientId),
    ...track.seats.filter(({ until }) => until === null).map(({ patientId }) => patientId),
  ]);
  const options = directory.patients
    .filter(({ patientId }) => !there.has(patientId))
    .map(({ patientId, displayName }) => ({ value: patientId, label: displayName }));
  const { values, field, set } = useDraft({ patientId: '' });
  return (
    <CommandForm
      label={t('tracks.wait')}
      submit={t('tracks.waitSubmit')}
      disabled={values.patientId === ''}
      onDone={() => set('patientId')('')}
      onSubmit={() => api.post(`/tracks/${track.trackId}/waitlist`, { patientId: values.patientId })}
    >
      <ChoiceField
        label={t('patient')}
        options={[{ value: '', label: t('choose') }, ...options]}
        {...field('patientId')}
      />
    </CommandForm>
  );
};

const Track = ({ track, directory, today, runs, role }: { readonly track: TrackPlan } & Planning) => {
  const { t } = useTranslation('plan');
  const { trackId, title, capacity, groupIds, waitlist, seats, isClosed } = track;
  const groups = directory.groups.filter(({ groupId }) => groupIds.includes(groupId));
  const seated = seats.filter(({ until }) => until === null || until > today);
  const mayEnroll = role === 'admin';
  const close = useCommand(() => api.post(`/tracks/${trackId}/closure`));
  return (
    <li className={styles.card}>
      <Stack gap="sm">
        <Title order={2} size="md">
          <bdi>{title}</bdi>
        </Title>
        <Text size="sm">
          {t(`population.${track.population}`)} · {t(`partOfDay.${track.partOfDay}`)}
          {track.part2 && ` · ${t('tracks.part2')}`} ·{' '}
          {t('taken', { taken: seatsTakenFrom(track, today), capacity })}
          {isClosed && ` · ${t('tracks.closed')}`}
        </Text>
        <Group gap="sm">
          {groups.map(({ groupId, title: name }) => (
            <Link key={groupId} to="/groups/$groupId" params={{ groupId }} className={styles.link}>
              <bdi>{name}</bdi>
            </Link>
          ))}
        </Group>
        <More title={t('tracks.seats', { count: seated.length })}>
          <ul>
            {seated.map(({ patientId, enrollmentId, from }) => (
              <li key={`${patientId} ${from}`}>
                <Link to="/enrollments/$enrollmentId" params={{ enrollmentId }} className={styles.link}>
                  <bdi>{nameOf(directory, patientId)}</bdi>
                </Link>
              </li>
            ))}
          </ul>
        </More>
        <Title order={3} size="sm">
          {t('tracks.waitlist')}
        </Title>
        {waitlist.length === 0 ? (
          <Text c="dimmed">{t('tracks.nobodyWaits')}</Text>
        ) : (
          <ol className={styles.rows}>
            {waitlist.map((one) => (
              <Waiting key={one.patientId} {...one} {...{ track, directory, today, runs, mayEnroll }} />
            ))}
          </ol>
        )}
        {mayEnroll && !isClosed && (
          <Link to="/enrollments/new" search={{ trackId }} className={styles.link}>
            {t('enroll.open')}
          </Link>
        )}
        {runs && !isClosed && (
          <>
            <More title={t('tracks.wait')}>
              <AddWaiting track={track} directory={directory} />
            </More>
            <More title={t('tracks.change')}>
              <ChangeTrack track={track} directory={directory} />
              <RefusalNotice trouble={close.trouble} />
              <Button variant="default" loading={close.busy} onClick={() => void close.run()}>
                {t('tracks.close')}
              </Button>
            </More>
          </>
        )}
      </Stack>
    </li>
  );
};

/** The weekly shapes of a programme: places, groups, and who waits for one. */
export const TracksScreen = () => {
  const { t } = useTranslation('plan');
  return (
    <ProgrammeScreen title={t('tracks.title')}>
      {({ directory, today, runs, role }) => (
        <Stack gap="lg">
          {directory.tracks.length === 0 ? (
            <EmptyState title={t('tracks.none')}>{t('tracks.noneWords')}</EmptyState>
          ) : (
            <ul className={styles.cards}>
              {directory.tracks.map((track) => (
                <Track key={track.trackId} {...{ track, directory, today, runs, role }} />
              ))}
            </ul>
          )}
          {runs && (
            <More title={t('tracks.form')}>
              <NewTrack directory={directory} />
            </More>
          )}
        </Stack>
      )}
    </ProgrammeScreen>
  );
};
