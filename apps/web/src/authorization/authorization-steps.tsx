import type { AuthorizationReviewBody } from '@hearth/contracts';
import { Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { CommandForm } from '../command-form/command-form';
import { useDraft } from '../programme/draft';
import { ChoiceField, TextField } from '../programme/fields';

const outcomes = ['continued', 'more-asked', 'denied'] as const;
const reasons = ['replaced', 'withdrawn', 'mistake', 'episode-over'] as const;

interface StepProps {
  readonly authorizationId: string;
  readonly onDone: () => void;
}

/** A concurrent review that was held; the next one is due as often as the payer asks. */
export const RecordReview = ({ authorizationId, today, onDone }: StepProps & { readonly today: string }) => {
  const { t } = useTranslation('outreach', { keyPrefix: 'authorization' });
  const { values, field } = useDraft<AuthorizationReviewBody>({ on: today, outcome: 'continued' });
  return (
    <CommandForm
      label={t('detail.recordReview')}
      submit={t('detail.saveReview')}
      onSubmit={() => api.post(`/authorizations/${authorizationId}/reviews`, values)}
      onDone={onDone}
      onCancel={onDone}
    >
      <Group align="flex-start" gap="sm">
        <TextField type="date" required label={t('detail.reviewOn')} max={today} {...field('on')} />
        <ChoiceField
          label={t('detail.reviewOutcome')}
          options={outcomes.map((value) => ({ value, label: t(`detail.outcome.${value}`) }))}
          {...field('outcome')}
        />
      </Group>
    </CommandForm>
  );
};

/** It holds no longer; what it was used for stays counted, but for one that was entered by mistake. */
export const CloseAuthorization = ({ authorizationId, onDone }: StepProps) => {
  const { t } = useTranslation('outreach', { keyPrefix: 'authorization' });
  const { values, field } = useDraft<{ why: (typeof reasons)[number] }>({ why: 'replaced' });
  return (
    <CommandForm
      label={t('detail.closeIt')}
      submit={t('detail.submitClose')}
      onSubmit={() => api.post(`/authorizations/${authorizationId}/closure`, values)}
      onDone={onDone}
      onCancel={onDone}
    >
      <ChoiceField
        label={t('detail.why')}
        options={reasons.map((value) => ({ value, label: t(`closed.${value}`) }))}
        {...field('why')}
      />
    </CommandForm>
  );
};
