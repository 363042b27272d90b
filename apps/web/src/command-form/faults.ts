import { createContext, useContext, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Trouble } from '../api/problem';
import { fieldOf, useRefusalWords } from '../refusal/refusal-words';

/** What is wrong with each field, in words, by the field's name. */
export type Faults = ReadonlyMap<string, string>;

export const noFaults: Faults = new Map();

export const FaultsContext = createContext<Faults>(noFaults);

interface NamedField {
  readonly name: string;
  /** Undefined while nothing is wrong. */
  readonly error: string | undefined;
}

/**
 * A field of a form: what it is called there, and what is wrong with it.
 * @param name as the command calls it, for what the server finds wrong; without one, only what the browser finds is told
 */
export const useNamedField = (name: string | undefined): NamedField => {
  const own = useId();
  const faults = useContext(FaultsContext);
  const called = name ?? own;
  return { name: called, error: faults.get(called) };
};

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const isControl = (element: Element): element is Control =>
  element instanceof HTMLInputElement ||
  element instanceof HTMLSelectElement ||
  element instanceof HTMLTextAreaElement;

const named = (form: HTMLFormElement, name: string): Element | undefined =>
  [...form.elements].find((element) => element.getAttribute('name') === name);

/** The first field with a fault, in the order of the page; of a group of boxes, its first one. */
export const firstFaulty = (form: HTMLFormElement, faults: Faults): HTMLElement | null => {
  const found = [...form.elements].find((element) => faults.has(element.getAttribute('name') ?? ''));
  if (found === undefined) return null;
  const control = isControl(found) ? found : found.querySelector<HTMLElement>('input, select, textarea');
  return control;
};

type Words = (
  key: 'missing' | 'shape' | 'least' | 'most' | 'short' | 'check',
  values?: { limit: string },
) => string;

const wordsFor = (control: Control, t: Words): string => {
  const { validity } = control;
  const limit = (name: 'min' | 'max' | 'minlength'): string => control.getAttribute(name) ?? '';
  if (validity.valueMissing) return t('missing');
  if (validity.rangeUnderflow) return t('least', { limit: limit('min') });
  if (validity.rangeOverflow) return t('most', { limit: limit('max') });
  if (validity.tooShort) return t('short', { limit: limit('minlength') });
  return validity.patternMismatch || validity.typeMismatch || validity.badInput ? t('shape') : t('check');
};

interface FindsFaults {
  /** What the browser can see by itself: what is missing, out of bounds or misshapen. */
  readonly entered: (form: HTMLFormElement) => Faults;
  /** What a refusal says of fields that are in the form. */
  readonly refused: (form: HTMLFormElement, trouble: Trouble) => Faults;
}

/** Finds what is wrong with the fields of a form, in the reader's language. */
export const useFindsFaults = (): FindsFaults => {
  const { t } = useTranslation('refusal', { keyPrefix: 'form' });
  const refusal = useRefusalWords();
  return {
    entered: (form) =>
      new Map(
        [...form.elements].flatMap((element): readonly (readonly [string, string])[] => {
          if (!isControl(element) || !element.willValidate || element.validity.valid) return [];
          return [[element.name, wordsFor(element, t)]];
        }),
      ),
    refused: (form, trouble) => {
      const field = fieldOf(trouble);
      const paths = trouble.fields.map(({ path }) => path.split('.')[0] ?? '');
      const told = [
        ...paths.map((path) => [path, t('check')] as const),
        ...(field === null ? [] : [[field, refusal(trouble)] as const]),
      ];
      return new Map(told.filter(([name]) => named(form, name) !== undefined));
    },
  };
};
