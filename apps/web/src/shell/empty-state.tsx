import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface EmptyStateProps {
  readonly title: string;
  /** What will be here, and what to do. */
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

/** A place with nothing in it says what will be there. */
export const EmptyState = ({ title, children, action }: EmptyStateProps) => (
  <Stack align="flex-start" gap="sm" py="lg">
    <Title order={2} size="lg">
      {title}
    </Title>
    <Text c="dimmed">{children}</Text>
    {action}
  </Stack>
);
