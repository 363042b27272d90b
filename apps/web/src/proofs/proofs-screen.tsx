import { addDays, localDate, weekStartOf } from '@hearth/domain';
import type { Me } from '@hearth/contracts';
import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { IconArrowLeft, IconDownload } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../access/me';
import { useLiveView } from '../live/live-context';
import { useServerNow } from '../live/server-now';
import { WithLive } from '../live/with-live';
import { ProgrammeChoice } from '../programme/programme-choice';
import { useChosenProgramme } from '../programme/use-chosen-programme';
import { Screen } from '../shell/screen';
import styles from './proofs.module.css';
import { addressOf, flawOf, type Asked } from './request';

interface Person {
  readonly enrollmentId: string;
  readonly displayName: string;
}

const Downloads = ({ asked }: { readonly asked: Asked }) => {
  const { t } = useTranslation('attendance-review', { keyPrefix: 'proofs' });
  const flaw = flawOf(asked);
  if (flaw !== null) return <Text role="status">{t(`flaw.${flaw}`)}</Text>;
  return (
    <Group gap="sm">
      {(['pdf', 'json'] as const).map((kind) => (
        <Button
          key={kind}
          component="a"
          variant="default"
          href={addressOf(asked, kind)}
          download={`attendance-proof-${asked.from}-${asked.to}.${kind}`}
          leftSection={<IconDownload size={18} aria-hidden />}
        >
          {t(kind)}
        </Button>
      ))}
    </Group>
  );
};

interface WhoseProps extends Pick<Asked, 'programmeId' | 'from' | 'to'> {
  readonly people: readonly Person[];
  readonly oversees: boolean;
}

const Whose = ({ people, oversees, ...of }: WhoseProps) => {
  const { t, i18n } = useTranslation('attendance-review', { keyPrefix: 'proofs' });
  const [chosen, setChosen] = useState('');
  const byName = [...people].sort((a, b) => a.displayName.localeCompare(b.displayName, i18n.language));
  const person =
    byName.find(({ enrollmentId }) => enrollmentId === chosen) ?? (oversees ? undefined : byName[0]);
  const everybody = oversees ? [{ value: '', label: t('everybody') }] : [];
  return (
    <>
      <NativeSelect
        label={t('whose')}
        description={t('whoseWords')}
        value={person?.enrollmentId ?? ''}
        data={[
          ...everybody,
          ...byName.map(({ enrollmentId, displayName }) => ({ value: enrollmentId, label: displayName })),
        ]}
        onChange={(event) => setChosen(event.currentTarget.value)}
      />
      {oversees || person !== undefined ? (
        <Downloads asked={{ ...of, enrollmentId: person?.enrollmentId ?? null }} />
      ) : (
        <Text>{t('nobody')}</Text>
      )}
    </>
  );
};

interface RequestProps {
  readonly programme: Me['programmes'][number];
  readonly oversees: boolean;
}

const Request = ({ programme, oversees }: RequestProps) => {
  const { t } = useTranslation('attendance-review', { keyPrefix: 'proofs' });
  const today = localDate(useServerNow(60_000), programme.timeZone);
  const [to, setTo] = useState(today);
  const [from, setFrom] = useState(addDays(today, -6));
  const { programmeId } = programme;
  const week = `${programmeId}/${weekStartOf(to === '' ? today : to, 'monday')}`;
  const entry = useLiveView('programme-week', week);
  const whose = { programmeId, from, to, oversees };
  return (
    <Stack className={styles.request}>
      <Group align="flex-start" grow>
        <TextInput
          type="date"
          label={t('from')}
          value={from}
          max={today}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label={t('to')}
          value={to}
          max={today}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
      </Group>
      <WithLive view="programme-week" viewKey={week} entry={entry} absent={<Whose {...whose} people={[]} />}>
        {({ patients }) => <Whose {...whose} people={patients} />}
      </WithLive>
      <Text size="sm" c="dimmed">
        {t('written')}
      </Text>
    </Stack>
  );
};

/** Proofs of a period, of everybody or of one patient. */
export const ProofsScreen = () => {
  const { t } = useTranslation('attendance-review', { keyPrefix: 'proofs' });
  const { role } = useMe();
  const { programme, choice } = useChosenProgramme();
  return (
    <>
      <Link to="/programme-week" className={styles.back}>
        <IconArrowLeft size={18} aria-hidden />
        {t('back')}
      </Link>
      <Screen title={t('title')} aside={<ProgrammeChoice {...choice} />}>
        <Text className={styles.request}>{t('words')}</Text>
        {programme !== undefined && (
          <Request
            key={programme.programmeId}
            programme={programme}
            oversees={role === 'supervisor' || role === 'admin'}
          />
        )}
      </Screen>
    </>
  );
};
