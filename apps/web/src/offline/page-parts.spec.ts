import { describe, expect, it, jest } from '@jest/globals';
import { screen } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { axeFindings } from '../../test/render-screen';
import { languages } from '../i18n/language';
import { keepEmergencyNumber } from './emergency-number';
import { pageParts } from './page-parts';
import { wordsOf } from './words';

const show = (language: 'en' | 'es', inRoom = false) => {
  const deeds = { onTry: jest.fn(), onExit: jest.fn() };
  const { page, tell } = pageParts(wordsOf(language), { inRoom, ...deeds });
  document.documentElement.lang = language;
  document.title = wordsOf(language).offline.pageTitle;
  document.body.replaceChildren(page);
  return { ...deeds, tell };
};

describe('help without a network', () => {
  it.each(languages)('has nothing that axe objects to (%s)', async (language) => {
    show(language, true);
    expect(await axeFindings()).toEqual([]);
  });

  it('has the people to call, with the programme’s own number when it is known here', () => {
    show('en');
    expect(screen.getByRole('link', { name: 'Call 988' })).toHaveAttribute('href', 'tel:988');
    expect(screen.getByRole('link', { name: 'Text 988' })).toHaveAttribute('href', 'sms:988');
    expect(screen.getByRole('link', { name: 'Call 911 (emergency)' })).toHaveAttribute('href', 'tel:911');
    keepEmergencyNumber('112');
    show('en');
    expect(screen.getByRole('link', { name: 'Call 112 (emergency)' })).toHaveAttribute('href', 'tel:112');
    keepEmergencyNumber(null);
    show('en');
    expect(screen.getByRole('link', { name: 'Call 911 (emergency)' })).toBeInTheDocument();
  });

  it('believes no number that cannot be dialled', () => {
    keepEmergencyNumber('javascript:1');
    show('en');
    expect(screen.getByRole('link', { name: 'Call 911 (emergency)' })).toBeInTheDocument();
  });

  it('says of a running session that short gaps count, and only there', () => {
    show('en', true);
    expect(screen.getByText(/short gaps count/)).toBeInTheDocument();
    show('en');
    expect(screen.queryByText(/short gaps count/)).toBeNull();
  });

  it('can be told to try now, and left quickly', async () => {
    const { onTry, onExit, tell } = show('es');
    tell('Último intento: 18:04:10');
    expect(screen.getByText('Último intento: 18:04:10')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Intentar ahora' }));
    await userEvent.click(screen.getByRole('button', { name: 'Salir rápido' }));
    expect([onTry, onExit].map((each) => each.mock.calls.length)).toEqual([1, 1]);
  });
});
