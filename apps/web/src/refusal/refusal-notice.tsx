import { Alert, Button, List, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Trouble } from '../api/problem';
import { useRefusalWords } from './refusal-words';

interface RefusalNoticeProps {
  readonly trouble: Trouble | null;
  readonly onRetry?: () => void;
}

const listed = (trouble: Trouble): readonly string[] => {
  const { faults } = trouble.details;
  const fields = trouble.fields.map(({ path, message }) => `${path} ${message}`.trim());
  return [...(Array.isArray(faults) ? faults : []), ...fields];
};

/** Why a change of the programme was refused, in the words of those who plan it, with all that is wrong named. */
export const RefusalNotice = ({ trouble, onRetry }: RefusalNoticeProps) => {
  const { t } = useTranslation(['refusal', 'problem']);
  const words = useRefusalWords();
  if (trouble === null) return null;
  const faults = listed(trouble);
  return (
    <Alert role="alert" color="look" icon={<IconAlertTriangle aria-hidden />} variant="light">
      <Stack gap="sm" align="flex-start">
        <Text>{words(trouble)}</Text>
        {faults.length > 0 && (
          <List size="sm">
            {faults.map((fault) => (
              <List.Item key={fault}>{fault}</List.Item>
            ))}
          </List>
        )}
        {onRetry !== undefined && (
          <Button variant="default" size="sm" onClick={onRetry}>
            {t('problem:retry')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
};
