import { useId, type ReactNode } from 'react';
import styles from './check-in.module.css';

export interface Choice<Value extends string | number | boolean> {
  readonly value: Value;
  readonly label: string;
  readonly hint?: string;
}

interface ChoicesProps<Value extends string | number | boolean> {
  /** What is asked; the screen's heading says it, so it is not shown again. */
  readonly legend: string;
  readonly id: string;
  readonly value: Value | null;
  readonly choices: readonly Choice<Value>[];
  readonly onChoose: (value: Value) => void;
  /** `grid`: many short ones; `list`: few with words. */
  readonly look: 'grid' | 'list';
  readonly error: string | null;
  readonly children?: ReactNode;
}

/** Big choices, one of which holds; native radios, so that arrow keys and screen readers work as people expect. */
export const Choices = <Value extends string | number | boolean>(props: ChoicesProps<Value>) => {
  const name = useId();
  const errorId = `${props.id}-error`;
  return (
    <fieldset className={styles.choices} aria-describedby={props.error === null ? undefined : errorId}>
      <legend className={styles.hidden}>{props.legend}</legend>
      <div className={props.look === 'grid' ? styles.grid : styles.list}>
        {props.choices.map((choice, index) => (
          <label key={String(choice.value)} className={styles.choice}>
            <input
              type="radio"
              id={index === 0 ? props.id : undefined}
              name={name}
              checked={props.value === choice.value}
              aria-invalid={props.error !== null}
              onChange={() => props.onChoose(choice.value)}
            />
            <span>
              {choice.label}
              {choice.hint !== undefined && <small>{choice.hint}</small>}
            </span>
          </label>
        ))}
      </div>
      {props.children}
      {props.error !== null && (
        <p className={styles.error} id={errorId}>
          {props.error}
        </p>
      )}
    </fieldset>
  );
};
