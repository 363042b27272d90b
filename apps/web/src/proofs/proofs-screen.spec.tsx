import { describe, expect, it, jest } from '@jest/globals';
import { fireEvent, screen } from '@testing-library/react';
import { axeFindings, renderScreen } from '../../test/render-screen';
import { supervisor } from '../../test/staff-documents';
import { START } from '../../test/staff-people';
import { ProofsScreen } from './proofs-screen';
import { addressOf, flawOf, type Asked } from './request';

jest.setTimeout(60_000);

const asked: Asked = { programmeId: 'iop', enrollmentId: null, from: '2026-01-01', to: '2026-01-31' };

describe('a proof of a period', () => {
  it('has its place, for everybody and for one', () => {
    expect(addressOf(asked, 'json')).toBe('/api/programmes/iop/proof?from=2026-01-01&to=2026-01-31');
    expect(addressOf({ ...asked, enrollmentId: 'e1' }, 'pdf')).toBe(
      '/api/enrollments/e1/proof.pdf?from=2026-01-01&to=2026-01-31',
    );
  });

  it.each([
    [{ from: '', to: '2026-01-31' }, 'days'],
    [{ from: '2026-02-01', to: '2026-01-31' }, 'order'],
    [{ from: '2026-01-01', to: '2026-04-04' }, 'long'],
    [{ from: '2026-01-01', to: '2026-04-03' }, null],
  ])('of %j has the flaw %s', (days, flaw) => {
    expect(flawOf({ ...asked, ...days })).toBe(flaw);
  });

  it.each(['en', 'es'] as const)('is offered only for days that can be, in %s', async (language) => {
    await renderScreen({
      screen: ProofsScreen,
      path: '/proofs',
      at: '/proofs',
      me: supervisor,
      documents: {},
      now: START,
      language,
    });
    const links = () =>
      screen
        .queryAllByRole('link', { name: /PDF|JSON/ })
        .map((link) => link.getAttribute('href')?.replace(/\?.*/, ''));
    expect(links()).toEqual(['/api/programmes/iop/proof.pdf', '/api/programmes/iop/proof']);
    expect(await axeFindings()).toEqual([]);
    fireEvent.change(screen.getByLabelText(language === 'en' ? 'From' : 'Desde'), {
      target: { value: '2020-01-01' },
    });
    expect(links()).toEqual([]);
    expect(screen.getByRole('status')).toHaveTextContent('92');
  });
});
