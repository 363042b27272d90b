import { describe, expect, it, jest } from '@jest/globals';
import { answerNavigation } from './navigation';

interface Page {
  readonly status: number;
  readonly text: string;
}

const help = (): Promise<Page> => Promise.resolve({ status: 200, text: 'help' });
const textOf = async (answer: Promise<Page | undefined>): Promise<string | undefined> => (await answer)?.text;

describe('a page that is asked for', () => {
  it('comes from the network whenever it can, whatever it says', async () => {
    for (const status of [200, 404, 500]) {
      const ask = () => Promise.resolve({ status, text: 'app' });
      expect(await textOf(answerNavigation({ ask, help }))).toBe('app');
    }
  });

  it('is the help page without a network', async () => {
    const ask = () => Promise.reject(new TypeError('no network'));
    expect(await textOf(answerNavigation({ ask, help }))).toBe('help');
  });

  it.each([502, 503, 504])('is the help page when a gateway answers %s for the server', async (status) => {
    const ask = () => Promise.resolve({ status, text: 'bad gateway' });
    expect(await textOf(answerNavigation({ ask, help }))).toBe('help');
  });

  it('is the help page when nothing comes within the limit, and the question is withdrawn', async () => {
    const withdrawn = jest.fn();
    const ask = (signal: AbortSignal) =>
      new Promise<Page>((_, reject) =>
        signal.addEventListener('abort', () => {
          withdrawn();
          reject(new DOMException('too late', 'AbortError'));
        }),
      );
    expect(await textOf(answerNavigation({ ask, help }, 1))).toBe('help');
    expect(withdrawn).toHaveBeenCalledTimes(1);
  });

  it('is nothing where the browser has thrown the help page away', async () => {
    const ask = (): Promise<Page> => Promise.reject(new TypeError('no network'));
    expect(await answerNavigation({ ask, help: () => Promise.resolve(undefined) })).toBeUndefined();
  });
});
