import { localDate } from '@hearth/domain';
import type { OwnOutreachDocument, ScheduleDocument, ScheduledSession } from '@hearth/views';
import { Button, Card, Group, Stack, Text, Textarea, Title } from '@mantine/core';
import { IconDoorEnter } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { TroubleNotice } from '../api/trouble-notice';
import { useCommand } from '../api/use-command';
import { useFormat } from '../i18n/format';
import { useLiveView } from '../live/live-context';
import { useServerNow } from '../live/server-now';
import { ownWord, type OwnWord } from './own-word';

interface OwnProps {
  readonly enrollmentId: string;
  readonly sessionIds: readonly string[];
}

/** "I can't come today": no reason is owed. */
const CannotCome = ({ enrollmentId, sessionIds }: OwnProps) => {
  const { t } = useTranslation('outreach', { keyPrefix: 'own' });
  const [asks, setAsks] = useState(false);
  const [reason, setReason] = useState('');
  const telling = useCommand(async () => {
    const said = reason.trim();
    const body = { sessionIds, ...(said === '' ? {} : { reason: said }) };
    await api.post(`/enrollments/${enrollmentId}/absences`, body);
  });
  if (!asks) {
    return (
      <Button variant="default" onClick={() => setAsks(true)}>
        {t('cannot')}
      </Button>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void telling.run();
      }}
    >
      <Stack gap="sm">
        <Text fw={650}>{t('cannotTitle')}</Text>
        <Text>{t('cannotWords')}</Text>
        <Textarea
          label={t('reason')}
          autosize
          minRows={2}
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <TroubleNotice trouble={telling.trouble} />
        <Group gap="sm">
          <Button type="submit" loading={telling.busy}>
            {t('send')}
          </Button>
          <Button variant="default" onClick={() => setAsks(false)}>
            {t('cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

const Door = ({ session }: { readonly session: ScheduledSession }) => {
  const { t } = useTranslation('outreach', { keyPrefix: 'own' });
  const params = { sessionId: session.sessionId };
  const to =
    session.mine?.checkedIn === true ? '/session/$sessionId/waiting' : '/session/$sessionId/check-in';
  return (
    <Button
      size="lg"
      leftSection={<IconDoorEnter size={22} aria-hidden />}
      renderRoot={(props) => <Link {...props} to={to} params={params} />}
    >
      {t('door')}
    </Button>
  );
};

const Told = ({ enrollmentId, sessionIds }: OwnProps) => {
  const { t } = useTranslation('outreach', { keyPrefix: 'own' });
  const coming = useCommand(() =>
    api.post(`/enrollments/${enrollmentId}/absence-withdrawals`, { sessionIds }),
  );
  return (
    <>
      <Text>{t('toldWords')}</Text>
      <TroubleNotice trouble={coming.trouble} />
      <Button variant="default" loading={coming.busy} onClick={() => void coming.run()}>
        {t('canAfterAll')}
      </Button>
    </>
  );
};

const useTitle = (word: OwnWord): string => {
  const { t } = useTranslation('outreach', { keyPrefix: 'own' });
  const format = useFormat();
  switch (word.kind) {
    case 'told':
      return t('told');
    case 'waited-for':
      return t(word.again ? 'again' : 'begun');
    case 'missed':
      return t('missed', { day: format.longDay(word.day) });
    default:
      return word satisfies never;
  }
};

const Word = ({ word, enrollmentId, sessionIds }: OwnProps & { readonly word: OwnWord }) => {
  const { t } = useTranslation('outreach', { keyPrefix: 'own' });
  const title = useTitle(word);
  const own = { enrollmentId, sessionIds };
  return (
    <Card withBorder padding="lg" component="section" aria-labelledby="own-outreach" data-word={word.kind}>
      <Stack gap="sm">
        <Title order={2} size="lg" id="own-outreach">
          {title}
        </Title>
        {word.kind === 'told' && <Told {...own} />}
        {word.kind === 'missed' && <Text>{t('missedWords')}</Text>}
        {word.kind === 'waited-for' && (
          <>
            <Text>{t(word.again ? 'againWords' : 'begunWords')}</Text>
            <Door session={word.session} />
            <CannotCome {...own} />
          </>
        )}
      </Stack>
    </Card>
  );
};

interface OwnOutreachProps {
  readonly enrollmentId: string;
  readonly schedule: ScheduleDocument;
}

/** A word to somebody who is waited for, said that they cannot come, or was missed; and a way to say so. */
export const OwnOutreach = ({ enrollmentId, schedule }: OwnOutreachProps) => {
  const entry = useLiveView('own-outreach', enrollmentId);
  const now = useServerNow(10_000);
  const own: OwnOutreachDocument | null = entry.state === 'ready' ? entry.document : null;
  const today = localDate(now, schedule.timeZone);
  const ofToday = schedule.sessions.filter(
    ({ startsAt, endsAt, status, mine }) =>
      localDate(startsAt, schedule.timeZone) === today &&
      endsAt > now &&
      (status === 'scheduled' || status === 'doors-open' || status === 'live') &&
      mine?.place === 'expected',
  );
  const sessionIds = ofToday.map(({ sessionId }) => sessionId);
  const word = ownWord(own, ofToday, now);
  const common = { enrollmentId, sessionIds };
  if (word !== null) return <Word word={word} {...common} />;
  return sessionIds.length === 0 ? null : (
    <div>
      <CannotCome {...common} />
    </div>
  );
};
