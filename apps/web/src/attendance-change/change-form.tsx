import type { RoomDocument } from '@hearth/views';
import { Button, Checkbox, Group, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { TroubleNotice } from '../api/trouble-notice';
import { useCommand } from '../api/use-command';
import { useFormat } from '../i18n/format';
import { useKnownNow } from '../live/server-now';
import { announce } from '../shell/announcer';
import {
  changeOf,
  correctionBases,
  doubts,
  emptyDraft,
  entryWays,
  figureOf,
  keyOf,
  missingIn,
  needsTimes,
  type Change,
  type Draft,
  type Missing,
} from './change';

interface ChangeFormProps {
  readonly room: RoomDocument;
  readonly kind: Change['kind'];
  readonly onDone: () => void;
}

interface FieldProps {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
  /** Nothing is called missing before somebody has tried to send it. */
  readonly missing: readonly Missing[];
}

const pathOf = (sessionId: string, kind: Change['kind']): string =>
  `/sessions/${sessionId}/${kind === 'entry' ? 'presence' : 'corrections'}`;

const Times = ({ draft, change, missing, room }: FieldProps & { readonly room: RoomDocument }) => {
  const { t } = useTranslation('attendance-review', { keyPrefix: 'change' });
  const format = useFormat();
  const error = (...parts: readonly Missing[]): string | undefined => {
    const found = parts.find((part) => missing.includes(part));
    return found === undefined ? undefined : t(`missing.${found}`);
  };
  return (
    <>
      <Group align="flex-start" grow preventGrowOverflow={false}>
        <TextInput
          type="time"
          required
          label={t('from', { zone: format.zone(room.startsAt, room.timeZone) })}
          value={draft.from}
          error={error('from')}
          onChange={(event) => change({ from: event.currentTarget.value })}
        />
        <TextInput
          type="time"
          required
          label={t('to', { zone: format.zone(room.startsAt, room.timeZone) })}
          value={draft.to}
          error={error('to', 'order', 'future')}
          onChange={(event) => change({ to: event.currentTarget.value })}
        />
      </Group>
      <NativeSelect
        label={t('doubt')}
        description={t('doubtWords')}
        value={draft.doubt}
        data={doubts.map((value) => ({ value, label: t('doubtMinutes', { minutes: value }) }))}
        onChange={(event) =>
          change({ doubt: doubts.find((one) => one === event.currentTarget.value) ?? draft.doubt })
        }
      />
    </>
  );
};

const Connections = ({ draft, change, missing, room }: FieldProps & { readonly room: RoomDocument }) => {
  const { t } = useTranslation('attendance-review', { keyPrefix: 'change' });
  const format = useFormat();
  const segments = figureOf(room, draft.patientId)?.segments ?? [];
  if (segments.length === 0) return <Text>{t('noConnections')}</Text>;
  return (
    <Checkbox.Group
      label={t('connections')}
      error={missing.includes('segments') ? t('missing.segments') : undefined}
      value={[...draft.withdrawn]}
      onChange={(withdrawn) => change({ withdrawn })}
    >
      <Stack gap="xs" mt="xs">
        {segments.map((segment) => (
          <Checkbox
            key={keyOf(segment)}
            value={keyOf(segment)}
            label={t('connection', {
              from: format.clock(segment.from.at, room.timeZone),
              to: segment.to === null ? '—' : format.clock(segment.to.at, room.timeZone),
            })}
          />
        ))}
      </Stack>
    </Checkbox.Group>
  );
};

/** What somebody says of a patient's presence that the room did not see, or saw wrongly. Always with a reason. */
export const ChangeForm = ({ room, kind, onDone }: ChangeFormProps) => {
  const { t } = useTranslation('attendance-review', { keyPrefix: 'change' });
  const [draft, setDraft] = useState(emptyDraft);
  const [tried, setTried] = useState(false);
  const now = useKnownNow(5_000);
  const sending = useCommand((change: Change) => api.post(pathOf(room.sessionId, kind), change.body));
  const missing = tried ? missingIn(draft, room, now) : [];
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }));
  const error = (part: Missing): string | undefined =>
    missing.includes(part) ? t(`missing.${part}`) : undefined;
  const bases = kind === 'entry' ? entryWays : correctionBases;

  const send = async (): Promise<void> => {
    setTried(true);
    const made = changeOf(kind, draft, room, now);
    if (made === null || !(await sending.run(made))) return;
    announce(t(`${kind}.done`));
    onDone();
  };

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Stack>
        <Text>{t(`${kind}.words`)}</Text>
        <NativeSelect
          required
          label={t('patient')}
          value={draft.patientId}
          error={error('patient')}
          data={[
            { value: '', label: t('choose') },
            ...room.patients.map(({ patientId, displayName }) => ({ value: patientId, label: displayName })),
          ]}
          onChange={(event) => change({ patientId: event.currentTarget.value, withdrawn: [] })}
        />
        <NativeSelect
          required
          label={t('because')}
          value={draft.basis}
          error={error('basis')}
          data={[
            { value: '', label: t('choose') },
            ...bases.map((value) => ({ value, label: t(`basis.${value}`) })),
          ]}
          onChange={(event) =>
            change({ basis: bases.find((one) => one === event.currentTarget.value) ?? '' })
          }
        />
        {needsTimes(draft.basis) && <Times draft={draft} change={change} missing={missing} room={room} />}
        {draft.basis === 'late-facts' && <Text>{t('lateFacts')}</Text>}
        {draft.basis === 'not-attending' && draft.patientId !== '' && (
          <Connections draft={draft} change={change} missing={missing} room={room} />
        )}
        <Textarea
          required
          autosize
          minRows={2}
          maxLength={2_000}
          label={t('reason')}
          description={t('reasonWords')}
          value={draft.reason}
          error={error('reason')}
          onChange={(event) => change({ reason: event.currentTarget.value })}
        />
        <TroubleNotice trouble={sending.trouble} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={sending.busy}>
            {t(`${kind}.send`)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
