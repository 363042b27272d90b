import { describe, expect, it, jest } from '@jest/globals';
import { currentBasePack } from '@hearth/domain';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axeFindings } from '../../test/render-screen';
import { showRules } from '../../test/rules-screen';
import { supervisor, therapist } from '../../test/staff-documents';

jest.setTimeout(60_000);

describe('the rules of a programme', () => {
  it.each(['en', 'es'] as const)('have nothing that axe finds, in %s', async (language) => {
    await showRules(supervisor, language);
    await screen.findByText(currentBasePack.title);
    expect(await axeFindings()).toEqual([]);
  });

  it('are there with their source, and what the programme has changed with its reason', async () => {
    const user = userEvent.setup({ delay: null });
    await showRules();
    await user.click(await screen.findByText('TRICARE'));
    const table = screen.getByRole('table', { name: 'TRICARE' });
    expect(
      within(table).getByRole('row', { name: /HRS-7-day.*2 hours on a treatment day.*Policy Manual/ }),
    ).toBeVisible();
    expect(screen.getByText('By the new contract. (Ruth Abara)')).toBeVisible();
  });

  it('can be read by a therapist, and tried out by those who oversee', async () => {
    await showRules(therapist);
    await screen.findByText(currentBasePack.title);
    expect(screen.queryByRole('tab')).toBeNull();
  });
});
