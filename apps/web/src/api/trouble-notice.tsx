import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Trouble } from './problem';

interface TroubleNoticeProps {
  readonly trouble: Trouble | null;
  readonly onRetry?: () => void;
}

/** What happened, in one sentence that helps; said aloud when it appears. */
export const TroubleNotice = ({ trouble, onRetry }: TroubleNoticeProps) => {
  const { t } = useTranslation('problem');
  if (trouble === null) return null;
  return (
    <Alert role="alert" color="look" icon={<IconAlertTriangle aria-hidden />} variant="light">
      <Stack gap="sm" align="flex-start">
        {/* A code without words here is a refusal: whatever is wrong on our side has words of its own. */}
        <Text>{t(trouble.code, { ...trouble.details, defaultValue: t('invalid') })}</Text>
        {onRetry !== undefined && (
          <Button variant="default" size="sm" onClick={onRetry}>
            {t('retry')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
};
