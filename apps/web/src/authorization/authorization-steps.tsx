import type { AuthorizationReviewBody } from '@hearth/contracts';
import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { TroubleNotice } from '../api/trouble-notice';
import { useCommand } from '../api/use-command';

const outcomes = ['continued', 'more-asked', 'denied'] as const;
const reasons = ['replaced', 'withdrawn', 'mistake', 'episode-over'] as const;

interface StepProps {
  readonly authorizationId: string;
  readonly onDone: () => void;
}

/** A concurrent review that was held; the next one is due as often as the payer asks. */
export const RecordReview = ({ authorizationId, today, onDone }: StepProps & { readonly today: string }) => {
  const { t } = useTranslation('outreach', { keyPrefix: 'authorization' });
  const [on, setOn] = useState(today);
  const [outcome, setOutcome] = useState<AuthorizationReviewBody['outcome']>('continued');
  const saving = useCommand((body: AuthorizationReviewBody) =>
    api.post(`/authorizations/${authorizationId}/reviews`, body),
  );
  const submit = async (): Promise<void> => {
    if (await saving.run({ on, outcome })) onDone();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Stack gap="sm">
        <Group align="flex-end" gap="sm">
          <TextInput
            type="date"
            required
            label={t('detail.reviewOn')}
            value={on}
            max={today}
            onChange={(event) => setOn(event.currentTarget.value)}
          />
          <NativeSelect
            label={t('detail.reviewOutcome')}
            value={outcome}
            data={outcomes.map((value) => ({ value, label: t(`detail.outcome.${value}`) }))}
            onChange={(event) => {
              const chosen = event.currentTarget.value;
              setOutcome(outcomes.find((each) => each === chosen) ?? 'continued');
            }}
          />
        </Group>
        <TroubleNotice trouble={saving.trouble} />
        <Group gap="sm">
          <Button type="submit" loading={saving.busy}>
            {t('detail.saveReview')}
          </Button>
          <Button variant="default" onClick={onDone}>
            {t('form.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

/** It holds no longer; what it was used for stays counted, but for one that was entered by mistake. */
export const CloseAuthorization = ({ authorizationId, onDone }: StepProps) => {
  const { t } = useTranslation('outreach', { keyPrefix: 'authorization' });
  const [why, setWhy] = useState<string>('replaced');
  const closing = useCommand(() => api.post(`/authorizations/${authorizationId}/closure`, { why }));
  const submit = async (): Promise<void> => {
    if (await closing.run()) onDone();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Stack gap="sm" align="flex-start">
        <NativeSelect
          label={t('detail.why')}
          value={why}
          data={reasons.map((value) => ({ value, label: t(`closed.${value}`) }))}
          onChange={(event) => setWhy(event.currentTarget.value)}
        />
        <TroubleNotice trouble={closing.trouble} />
        <Group gap="sm">
          <Button type="submit" loading={closing.busy}>
            {t('detail.submitClose')}
          </Button>
          <Button variant="default" onClick={onDone}>
            {t('form.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
