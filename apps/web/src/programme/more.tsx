import { useState, type ReactNode } from 'react';

interface MoreProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** A form that is out of the way until it is wanted. */
export const More = ({ title, children }: MoreProps) => {
  const [opened, setOpened] = useState(false);
  return (
    <details onToggle={(event) => setOpened(event.currentTarget.open)}>
      <summary>{title}</summary>
      {opened && children}
    </details>
  );
};
