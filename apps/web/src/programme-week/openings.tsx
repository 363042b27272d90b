import type { Opening } from '@hearth/contracts';
import { guestReason, type GuestReason } from '@hearth/domain';
import { Button, Checkbox, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { useCommand } from '../api/use-command';
import { useFormat } from '../i18n/format';
import { RefusalNotice } from '../refusal/refusal-notice';

interface OpeningsProps {
  readonly openings: readonly Opening[];
  readonly timeZone: string;
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

/** Sessions of the week that have a place for the patient, to be tried by a tick. */
export const Openings = ({ openings, timeZone, chosen, onChange }: OpeningsProps) => {
  const { t } = useTranslation('programme-week');
  const format = useFormat();
  if (openings.length === 0) return <Text c="dimmed">{t('whatIf.noOpenings')}</Text>;
  return (
    <Stack gap="xs" role="group" aria-label={t('whatIf.openings')}>
      <Text size="sm">{t('whatIf.openingsWords')}</Text>
      {openings.map(({ sessionId, title, day, startsAt, minutes, places }) => (
        <Checkbox
          key={sessionId}
          checked={chosen.includes(sessionId)}
          label={t('whatIf.opening', {
            title,
            day: format.longDay(day),
            time: format.time(startsAt, timeZone),
            minutes,
            count: places,
          })}
          onChange={(event) =>
            onChange(
              event.currentTarget.checked
                ? [...chosen, sessionId]
                : chosen.filter((each) => each !== sessionId),
            )
          }
        />
      ))}
    </Stack>
  );
};

interface BookingProps {
  readonly patientId: string;
  readonly name: string;
  readonly timeZone: string;
  readonly chosen: readonly Opening[];
  /** The week has to be looked at anew: somebody is expected at one session more. */
  readonly onBooked: () => void;
}

/** What was tried becomes a place: the patient is a guest of each session that was chosen. */
export const Booking = ({ patientId, name, timeZone, chosen, onBooked }: BookingProps) => {
  const { t } = useTranslation('programme-week', { keyPrefix: 'whatIf.book' });
  const format = useFormat();
  const [reasonCode, setReason] = useState<GuestReason>('short-week');
  const [booked, setBooked] = useState<string | null>(null);
  const book = useCommand(async ({ sessionId }: Opening) => {
    await api.post(`/sessions/${sessionId}/guests`, { patientId, reasonCode });
  });
  const sessionOf = ({ title, day, startsAt }: Opening): string =>
    `${title}, ${format.longDay(day)}, ${format.time(startsAt, timeZone)}`;
  const submit = async (opening: Opening): Promise<void> => {
    if (!(await book.run(opening))) return;
    setBooked(sessionOf(opening));
    onBooked();
  };
  return (
    <Stack gap="sm">
      {chosen.length > 0 && (
        <>
          <Text fw={650}>{t('title')}</Text>
          <Text size="sm">{t('words', { name })}</Text>
          <NativeSelect
            label={t('why')}
            w="fit-content"
            value={reasonCode}
            data={guestReason.options.map((value) => ({ value, label: t(`reasons.${value}`) }))}
            onChange={(event) => setReason(guestReason.parse(event.currentTarget.value))}
          />
          <Group gap="sm">
            {chosen.map((opening) => (
              <Button
                key={opening.sessionId}
                loading={book.busy}
                h="auto"
                mih="2.25rem"
                py={6}
                styles={{ label: { whiteSpace: 'normal' } }}
                onClick={() => void submit(opening)}
              >
                {t('submit', { session: sessionOf(opening) })}
              </Button>
            ))}
          </Group>
        </>
      )}
      <RefusalNotice trouble={book.trouble} />
      <Text role="status">{booked === null ? '' : t('booked', { session: booked, name })}</Text>
    </Stack>
  );
};
