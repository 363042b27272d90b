import { Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './room.module.css';

interface RoomMessageProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly words: readonly string[];
  readonly actions?: ReactNode;
}

/** One clear screen in place of the stage: what happened, what it means, what to do. */
export const RoomMessage = ({ icon, title, words, actions }: RoomMessageProps) => (
  <div className={styles.center}>
    <section className={styles.card} role="alert">
      <Group gap="sm" wrap="nowrap" align="center">
        <span aria-hidden style={{ display: 'inline-flex', color: 'var(--h-brand)' }}>
          {icon}
        </span>
        <Title order={2} size="lg">
          {title}
        </Title>
      </Group>
      {words.map((sentence) => (
        <Text key={sentence}>{sentence}</Text>
      ))}
      {actions !== undefined && <Group gap="sm">{actions}</Group>}
    </section>
  </div>
);
