import { Button, Checkbox, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { IconPhone } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../access/me';
import { TroubleNotice } from '../api/trouble-notice';
import type { Command } from '../api/use-command';
import styles from './check-in.module.css';
import { Choices } from './choices';
import type { Draft } from './draft';
import { stateCodes } from './states';
import type { Field, StepId } from './steps';

export interface QuestionProps {
  readonly draft: Draft;
  readonly faults: readonly Field[];
  readonly change: (part: Partial<Draft>) => void;
  /** The place that was confirmed last, when there is one. */
  readonly offeredPlace: { readonly address: string; readonly state: string } | null;
  /** Tells the facilitators early that somebody is not safe. */
  readonly telling: Command<[]>;
  readonly told: boolean;
}

const useFault = (faults: readonly Field[]) => {
  const { t } = useTranslation('check-in');
  return (field: Field): string | null => (faults.includes(field) ? t(`faults.${field}`) : null);
};

const scale = Array.from({ length: 11 }, (_, value) => ({ value, label: String(value) }));

interface ScaleProps extends QuestionProps {
  readonly field: 'mood' | 'anxiety' | 'urges';
}

const Scale = ({ field, draft, faults, change }: ScaleProps) => {
  const { t } = useTranslation('check-in');
  const fault = useFault(faults);
  return (
    <Choices
      id={field}
      legend={t(`questions.${field}`)}
      look="grid"
      value={draft[field]}
      choices={scale}
      onChoose={(value) => change({ [field]: value })}
      error={fault(field)}
    >
      <div className={styles.ends}>
        <span>{t(`ends.${field}.low`)}</span>
        <span>{t(`ends.${field}.high`)}</span>
      </div>
    </Choices>
  );
};

const Sleep = ({ draft, faults, change }: QuestionProps) => {
  const { t } = useTranslation('check-in');
  const fault = useFault(faults);
  const hours = Array.from({ length: 13 }, (_, value) => ({
    value,
    label: value === 12 ? t('sleep.most') : String(value),
  }));
  return (
    <Choices
      id="sleepHours"
      legend={t('questions.sleep')}
      look="grid"
      value={draft.sleepHours}
      choices={hours}
      onChoose={(sleepHours) => change({ sleepHours })}
      error={fault('sleepHours')}
    >
      <div className={styles.ends}>
        <span>{t('sleep.unit')}</span>
      </div>
    </Choices>
  );
};

const words = {
  substanceUse: ['none', 'used', 'prefer-not-to-say'],
  medication: ['taken', 'missed', 'not-applicable'],
  safeNow: ['yes', 'unsure', 'no'],
} as const;

interface WordsProps<Name extends keyof typeof words> extends QuestionProps {
  readonly field: Name;
  readonly question: StepId;
}

const Words = <Name extends keyof typeof words>({
  field,
  question,
  draft,
  faults,
  change,
}: WordsProps<Name>) => {
  const { t } = useTranslation('check-in');
  const fault = useFault(faults);
  return (
    <Choices
      id={field}
      legend={t(`questions.${question}`)}
      look="list"
      value={draft[field]}
      choices={words[field].map((value) => ({ value, label: t(`answers.${field}.${value}`) }))}
      onChoose={(value) => change({ [field]: value })}
      error={fault(field)}
    />
  );
};

/** For who is not, or not surely, safe: who is told, whom to call, and that it goes on. */
const Support = ({ telling, told }: QuestionProps) => {
  const { t } = useTranslation('check-in');
  const emergencyNumber = useMe().programmes[0]?.emergencyNumber ?? '911';
  return (
    <Stack>
      <Text>{t('support.thanks')}</Text>
      {telling.busy && <Text role="status">{t('support.telling')}</Text>}
      {told && (
        <Text role="status" fw={650}>
          {t('support.told')}
        </Text>
      )}
      {telling.trouble !== null && <Text fw={650}>{t('support.failed')}</Text>}
      <TroubleNotice trouble={telling.trouble} onRetry={() => void telling.run()} />
      <Button component="a" href="tel:988" size="lg" color="safety" leftSection={<IconPhone aria-hidden />}>
        {t('support.call988')}
      </Button>
      <Button component="a" href="sms:988" size="lg" variant="default">
        {t('support.text988')}
      </Button>
      <Button component="a" href={`tel:${emergencyNumber}`} size="lg" variant="default">
        {t('support.callEmergency', { number: emergencyNumber })}
      </Button>
      <Text>{t('support.goOn')}</Text>
    </Stack>
  );
};

const Place = ({ draft, faults, change, offeredPlace }: QuestionProps) => {
  const { t } = useTranslation('check-in');
  const fault = useFault(faults);
  return (
    <Stack>
      <Text>{t('place.why')}</Text>
      {offeredPlace !== null && (
        <Choices
          id="samePlace"
          legend={t('questions.place')}
          look="list"
          value={draft.samePlace}
          choices={[
            { value: true, label: t('place.same'), hint: `${offeredPlace.address}, ${offeredPlace.state}` },
            { value: false, label: t('place.other') },
          ]}
          onChoose={(samePlace) =>
            change(
              samePlace
                ? { samePlace, ...offeredPlace }
                : { samePlace, address: '', state: offeredPlace.state },
            )
          }
          error={fault('samePlace')}
        />
      )}
      {(offeredPlace === null || draft.samePlace === false) && (
        <>
          <TextInput
            id="address"
            label={t('place.address')}
            description={t('place.addressHint')}
            autoComplete="street-address"
            maxLength={300}
            value={draft.address}
            error={fault('address')}
            onChange={(event) => change({ address: event.currentTarget.value })}
          />
          <NativeSelect
            id="state"
            label={t('place.state')}
            autoComplete="address-level1"
            value={draft.state}
            error={fault('state')}
            onChange={(event) => change({ state: event.currentTarget.value })}
            data={[
              { value: '', label: t('place.chooseState') },
              ...stateCodes.map((code) => ({ value: code, label: t(`states.${code}`) })),
            ]}
          />
        </>
      )}
    </Stack>
  );
};

const Contact = ({ draft, faults, change }: QuestionProps) => {
  const { t } = useTranslation('check-in');
  const fault = useFault(faults);
  return (
    <Stack>
      <Text>{t('contact.why')}</Text>
      <TextInput
        id="callbackNumber"
        type="tel"
        label={t('contact.callback')}
        autoComplete="tel"
        value={draft.callbackNumber}
        error={fault('callbackNumber')}
        onChange={(event) => change({ callbackNumber: event.currentTarget.value })}
      />
      <TextInput
        id="contactName"
        label={t('contact.name')}
        autoComplete="off"
        maxLength={120}
        value={draft.contactName}
        error={fault('contactName')}
        onChange={(event) => change({ contactName: event.currentTarget.value })}
      />
      <TextInput
        id="contactPhone"
        type="tel"
        label={t('contact.phone')}
        autoComplete="off"
        value={draft.contactPhone}
        error={fault('contactPhone')}
        onChange={(event) => change({ contactPhone: event.currentTarget.value })}
      />
      <TextInput
        label={t('contact.relation')}
        autoComplete="off"
        maxLength={60}
        value={draft.contactRelation}
        onChange={(event) => change({ contactRelation: event.currentTarget.value })}
      />
    </Stack>
  );
};

const promises = ['alone', 'headphones', 'noRecording', 'notDriving'] as const;

const Privacy = ({ draft, change }: QuestionProps) => {
  const { t } = useTranslation('check-in');
  const all = promises.every((promise) => draft[promise]);
  return (
    <Stack>
      <Text>{t('privacy.why')}</Text>
      {promises.map((promise) => (
        <Checkbox
          key={promise}
          label={t(`privacy.${promise}`)}
          checked={draft[promise]}
          onChange={(event) => change({ [promise]: event.currentTarget.checked })}
        />
      ))}
      {!all && <Text c="dimmed">{t('privacy.notAll')}</Text>}
    </Stack>
  );
};

const Note = ({ draft, faults, change }: QuestionProps) => {
  const { t } = useTranslation('check-in');
  const fault = useFault(faults);
  return (
    <Textarea
      id="note"
      label={t('note.label')}
      description={t('note.hint')}
      autosize
      minRows={3}
      maxRows={10}
      maxLength={1000}
      value={draft.note}
      error={fault('note')}
      onChange={(event) => change({ note: event.currentTarget.value })}
    />
  );
};

/** The question of one step. */
export const Question = ({ step, ...props }: QuestionProps & { readonly step: StepId }) => {
  switch (step) {
    case 'mood':
    case 'anxiety':
    case 'urges':
      return <Scale field={step} {...props} />;
    case 'sleep':
      return <Sleep {...props} />;
    case 'substance':
      return <Words field="substanceUse" question="substance" {...props} />;
    case 'medication':
      return <Words field="medication" question="medication" {...props} />;
    case 'safe':
      return <Words field="safeNow" question="safe" {...props} />;
    case 'support':
      return <Support {...props} />;
    case 'place':
      return <Place {...props} />;
    case 'contact':
      return <Contact {...props} />;
    case 'privacy':
      return <Privacy {...props} />;
    case 'note':
      return <Note {...props} />;
    default:
      return step satisfies never;
  }
};
