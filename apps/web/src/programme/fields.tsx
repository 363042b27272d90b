import { Checkbox, Group, Input, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useId, type HTMLInputTypeAttribute, type ReactNode } from 'react';
import { useNamedField } from '../command-form/faults';
import styles from './programme.module.css';

interface FieldProps<Value> {
  readonly label: string;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  /** As the command calls it, so that what it finds wrong is told here. */
  readonly name?: string;
  readonly description?: string;
  readonly required?: boolean;
}

interface TextFieldProps extends FieldProps<string> {
  readonly type?: HTMLInputTypeAttribute;
  readonly min?: number | string;
  readonly max?: number | string;
  /** `any`: parts of a whole can be entered, too. */
  readonly step?: 'any';
  readonly maxLength?: number;
  readonly pattern?: string;
  /** What is often entered, to choose from. */
  readonly suggestions?: readonly string[];
}

/** What is entered tells how wide a field is, and not how much there is to say about it. */
const widthOf = (type: HTMLInputTypeAttribute, maxLength: number): string => {
  switch (type) {
    case 'date':
      return '11rem';
    case 'time':
    case 'number':
      return '8rem';
    default:
      return maxLength < 5 ? '6rem' : '22rem';
  }
};

/** A line of text, a day, a time of day or a number. */
export const TextField = ({ onChange, type = 'text', name, suggestions, ...rest }: TextFieldProps) => {
  const list = useId();
  return (
    <>
      <TextInput
        {...rest}
        {...useNamedField(name)}
        {...(suggestions === undefined ? {} : { list, autoComplete: 'off' })}
        type={type}
        maw="100%"
        styles={{ wrapper: { width: widthOf(type, rest.maxLength ?? Infinity), maxWidth: '100%' } }}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {suggestions !== undefined && (
        <datalist id={list}>
          {suggestions.map((value) => (
            <option key={value} value={value} />
          ))}
        </datalist>
      )}
    </>
  );
};

/** A state of the United States, by its two letters. */
export const StateField = (of: Omit<TextFieldProps, 'type' | 'maxLength' | 'pattern'>) => (
  <TextField {...of} maxLength={2} pattern="[A-Za-z]{2}" />
);

interface WordsFieldProps extends FieldProps<string> {
  readonly minLength?: number;
  readonly maxLength?: number;
  /** A text for machines: as wide as there is room, and more lines of it. */
  readonly code?: boolean;
}

/** Some lines of text. */
export const WordsField = ({ onChange, name, code = false, ...rest }: WordsFieldProps) => (
  <Textarea
    {...rest}
    {...useNamedField(name)}
    {...(code
      ? { minRows: 6, maxRows: 24, spellCheck: false, styles: { input: { fontFamily: 'monospace' } } }
      : { minRows: 2, maw: '40rem' })}
    autosize
    w="100%"
    onChange={(event) => onChange(event.currentTarget.value)}
  />
);

interface ChoiceFieldProps<Value extends string> extends FieldProps<Value> {
  readonly options: readonly { readonly value: Value; readonly label: string }[];
}

/** One of several. */
export const ChoiceField = <Value extends string>({
  value,
  options,
  onChange,
  name,
  ...rest
}: ChoiceFieldProps<Value>) => (
  <NativeSelect
    {...rest}
    {...useNamedField(name)}
    value={value}
    w="fit-content"
    maw="100%"
    data={options.map((option) => ({ ...option }))}
    onChange={(event) => {
      const chosen = options.find((option) => option.value === event.currentTarget.value);
      if (chosen !== undefined) onChange(chosen.value);
    }}
  />
);

/** Yes or no. */
export const TickField = ({ label, value, onChange, name }: FieldProps<boolean>) => (
  <Checkbox
    label={label}
    {...useNamedField(name)}
    checked={value}
    onChange={(event) => onChange(event.currentTarget.checked)}
  />
);

interface NamedGroupProps {
  readonly label: string;
  readonly name?: string;
  readonly children: ReactNode;
}

/** Fields that belong together, and can be wrong together. */
export const NamedGroup = ({ label, name, children }: NamedGroupProps) => {
  const told = useId();
  const { name: called, error } = useNamedField(name);
  return (
    <fieldset
      name={called}
      className={styles.many}
      {...(error === undefined ? {} : { 'aria-describedby': told })}
    >
      <legend>{label}</legend>
      {children}
      {error !== undefined && (
        <Input.Error id={told} mt={6}>
          {error}
        </Input.Error>
      )}
    </fieldset>
  );
};

interface ManyFieldProps extends FieldProps<readonly string[]> {
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly inline?: boolean;
}

/** Any number of several. */
export const ManyField = ({ label, value, options, onChange, name, inline = false }: ManyFieldProps) => {
  const boxes = options.map((option) => (
    <Checkbox
      key={option.value}
      label={option.label}
      checked={value.includes(option.value)}
      onChange={(event) =>
        onChange(
          event.currentTarget.checked
            ? [...value, option.value]
            : value.filter((each) => each !== option.value),
        )
      }
    />
  ));
  return (
    <NamedGroup label={label} {...(name === undefined ? {} : { name })}>
      {inline ? <Group gap="sm">{boxes}</Group> : <div className={styles.choices}>{boxes}</div>}
    </NamedGroup>
  );
};
