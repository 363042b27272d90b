import { Checkbox, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import type { HTMLInputTypeAttribute } from 'react';
import styles from './programme.module.css';

interface FieldProps<Value> {
  readonly label: string;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

interface TextFieldProps extends FieldProps<string> {
  readonly type?: HTMLInputTypeAttribute;
  readonly required?: boolean;
  readonly description?: string;
  readonly min?: number | string;
  readonly max?: number | string;
  readonly maxLength?: number;
  readonly pattern?: string;
}

const widths: Readonly<Record<string, string>> = { date: 'fit-content', time: 'fit-content', number: '8rem' };

/** A line of text, a day, a time of day or a number. */
export const TextField = ({ onChange, type = 'text', ...rest }: TextFieldProps) => (
  <TextInput
    {...rest}
    type={type}
    w={widths[type] ?? 'auto'}
    onChange={(event) => onChange(event.currentTarget.value)}
  />
);

interface ChoiceFieldProps<Value extends string> extends FieldProps<Value> {
  readonly options: readonly { readonly value: Value; readonly label: string }[];
}

/** One of several. */
export const ChoiceField = <Value extends string>({
  label,
  value,
  options,
  onChange,
}: ChoiceFieldProps<Value>) => (
  <NativeSelect
    label={label}
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

interface ManyFieldProps extends FieldProps<readonly string[]> {
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly inline?: boolean;
}

/** Any number of several. */
export const ManyField = ({ label, value, options, onChange, inline = false }: ManyFieldProps) => {
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
    <fieldset className={styles.many}>
      <legend>{label}</legend>
      {inline ? <Group gap="sm">{boxes}</Group> : <Stack gap={6}>{boxes}</Stack>}
    </fieldset>
  );
};
