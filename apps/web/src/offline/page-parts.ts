import { keptEmergencyNumber } from './emergency-number';
import type { OfflineWords } from './words';

interface PageDeeds {
  /** The address is that of a room. */
  readonly inRoom: boolean;
  readonly onTry: () => void;
  readonly onExit: () => void;
}

type Child = Node | string;

const element = <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
};

const paragraph = (text: string, kind = 'plain'): HTMLElement => element('p', { class: kind }, text);

const call = (href: string, text: string, kind: 'danger' | 'quiet'): HTMLElement =>
  element('a', { href, class: `button ${kind}` }, text);

const button = (text: string, press: () => void): HTMLElement => {
  const made = element('button', { type: 'button', class: 'button quiet' }, text);
  made.addEventListener('click', press);
  return made;
};

/** The page, and how to say in it what is being done about the network. */
export const pageParts = (
  { offline, help }: OfflineWords,
  { inRoom, onTry, onExit }: PageDeeds,
): { readonly page: HTMLElement; readonly tell: (text: string) => void } => {
  const state = element('span', { class: 'state' });
  const number = keptEmergencyNumber();
  const page = element(
    'main',
    { id: 'main' },
    element('h1', {}, offline.title),
    element(
      'div',
      { class: 'notice', role: 'status' },
      paragraph(offline.words),
      ...(inRoom ? [paragraph(offline.room)] : []),
      paragraph(offline.again),
    ),
    element('div', { class: 'row' }, button(offline.now, onTry), state),
    element('h2', {}, offline.help),
    paragraph(help.danger),
    call(`tel:${number}`, help.callEmergency.replace('{{number}}', number), 'danger'),
    call('tel:988', help.call988, 'quiet'),
    call('sms:988', help.text988, 'quiet'),
    paragraph(help.about988, 'small'),
    element('h2', {}, help.coping.title),
    paragraph(help.coping.words),
    element('ul', {}, ...Object.values(help.coping.tips).map((tip) => element('li', {}, tip))),
    button(offline.exit.button, onExit),
    paragraph(offline.exit.words, 'small'),
  );
  return {
    page,
    tell: (text) => {
      state.textContent = text;
    },
  };
};
