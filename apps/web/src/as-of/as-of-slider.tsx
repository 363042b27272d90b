import { Button, Group, Text } from '@mantine/core';
import { IconHistory, IconPlayerTrackNext } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import styles from './as-of.module.css';

const STEP_MS = 30_000;

interface AsOfSliderProps {
  /** What can be asked about: from the first moment to now. */
  readonly from: number;
  readonly to: number;
  readonly at: number | null;
  readonly timeZone: string;
  readonly onChange: (at: number | null) => void;
}

/** Chooses the moment whose knowledge is shown. Arrow keys move it by half a minute, page keys by more. */
export const AsOfSlider = ({ from, to, at, timeZone, onChange }: AsOfSliderProps) => {
  const { t } = useTranslation('as-of');
  const format = useFormat();
  const id = useId();
  const steps = Math.max(1, Math.ceil((to - from) / STEP_MS));
  const step = at === null ? steps : Math.min(steps, Math.max(0, Math.round((at - from) / STEP_MS)));
  const words = at === null ? t('live') : t('known', { time: format.clock(at, timeZone) });
  return (
    <section className={styles.asOf} aria-label={t('label')} data-as-of>
      <label htmlFor={id} className={styles.question}>
        <IconHistory size={18} aria-hidden />
        {t('question')}
      </label>
      <input
        id={id}
        type="range"
        className={styles.slider}
        min={0}
        max={steps}
        step={1}
        value={step}
        aria-valuetext={words}
        onChange={(event) => {
          const chosen = Number(event.currentTarget.value);
          onChange(chosen >= steps ? null : from + chosen * STEP_MS);
        }}
      />
      <Group gap="sm" justify="space-between">
        <Text size="sm" className="tabular" data-as-of-words>
          {words}
        </Text>
        <Button
          size="compact-sm"
          variant="default"
          disabled={at === null}
          leftSection={<IconPlayerTrackNext size={16} aria-hidden />}
          onClick={() => onChange(null)}
        >
          {t('back')}
        </Button>
      </Group>
    </section>
  );
};
