import type { SignalSummary } from '@hearth/views';
import { Button, Group } from '@mantine/core';
import { IconAlertOctagonFilled, IconCheck } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { TroubleNotice } from '../api/trouble-notice';
import { useCommand } from '../api/use-command';
import { useFormat } from '../i18n/format';
import { announce } from '../shell/announcer';
import { CloseSignal } from './close-signal';
import styles from './safety.module.css';
import { openSignals, signalState } from './signals';

interface SafetyStripProps {
  readonly signals: readonly SignalSummary[];
  /** Names by patient or staff id, of whoever the screen knows. */
  readonly names: ReadonlyMap<string, string>;
  readonly timeZone: string;
}

/** Says a new signal aloud once, for those who cannot see the strip appear. */
const useSignalVoice = (sentences: ReadonlyMap<string, string>): void => {
  const told = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    for (const [signalId, sentence] of sentences) if (!told.current.has(signalId)) announce(sentence);
    told.current = new Set(sentences.keys());
  }, [sentences]);
};

interface SignalRowProps extends Omit<SafetyStripProps, 'signals'> {
  readonly signal: SignalSummary;
  readonly onClose: () => void;
}

const SignalRow = ({ signal, names, timeZone, onClose }: SignalRowProps) => {
  const { t } = useTranslation('safety');
  const format = useFormat();
  const acknowledging = useCommand(() => api.post(`/signals/${signal.signalId}/acknowledgement`));
  const name = names.get(signal.patientId) ?? t('somebody');
  const { acknowledged } = signal;
  return (
    <li className={styles.signal} data-signal={signal.signalId} data-state={signalState(signal)}>
      <span className={styles.icon} aria-hidden>
        <IconAlertOctagonFilled size={22} />
      </span>
      <div className={styles.words}>
        <strong>{t(`urgency.${signal.urgency}`, { name })}</strong>
        <span className="tabular">
          {t(`source.${signal.source}`, { time: format.clock(signal.raisedAt, timeZone) })}
        </span>
        <span>
          {acknowledged === null
            ? t(`waitingFor.${signal.step}`)
            : t('acknowledgedBy', {
                name: names.get(acknowledged.by) ?? t('aColleague'),
                time: format.clock(acknowledged.at, timeZone),
              })}
        </span>
        <TroubleNotice trouble={acknowledging.trouble} />
      </div>
      <Group gap="xs" className={styles.actions}>
        {acknowledged === null && (
          <Button
            size="sm"
            color="safety"
            leftSection={<IconCheck size={18} aria-hidden />}
            loading={acknowledging.busy}
            onClick={() => void acknowledging.run()}
            aria-label={t('acknowledgeFor', { name })}
          >
            {t('acknowledge')}
          </Button>
        )}
        <Button size="sm" variant="default" onClick={onClose} aria-label={t('closeFor', { name })}>
          {t('close')}
        </Button>
      </Group>
    </li>
  );
};

/** The open safety signals, on top of whatever the screen shows; nothing when there are none. */
export const SafetyStrip = ({ signals, names, timeZone }: SafetyStripProps) => {
  const { t } = useTranslation('safety');
  const [closing, setClosing] = useState<string | null>(null);
  const open = openSignals(signals);
  const sentences = new Map(
    open
      .filter((signal) => signal.acknowledged === null)
      .map((signal) => [
        signal.signalId,
        t(`urgency.${signal.urgency}`, { name: names.get(signal.patientId) ?? t('somebody') }),
      ]),
  );
  useSignalVoice(sentences);
  const chosen = signals.find((signal) => signal.signalId === closing);
  return (
    <>
      {open.length > 0 && (
        <section className={styles.strip} aria-label={t('label')} data-safety-strip>
          <ul>
            {open.map((signal) => (
              <SignalRow
                key={signal.signalId}
                signal={signal}
                names={names}
                timeZone={timeZone}
                onClose={() => setClosing(signal.signalId)}
              />
            ))}
          </ul>
        </section>
      )}
      <CloseSignal
        signal={chosen ?? null}
        name={names.get(chosen?.patientId ?? '') ?? t('somebody')}
        onDone={() => setClosing(null)}
      />
    </>
  );
};
