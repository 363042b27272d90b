import type { AsOfAnswer } from '@hearth/views';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDebouncedValue } from '@mantine/hooks';
import { api } from '../api/client';
import { Trouble } from '../api/problem';

/** The slider may rest on a moment for this long before it is asked about. */
const REST_MS = 200;

export interface AsOfState<Document> {
  readonly answer: AsOfAnswer<Document> | null;
  readonly trouble: Trouble | null;
}

/** What was known at a moment; nothing while `at` is null. What is shown stays until the next answer is there. */
export const useAsOf = <Document>(path: string, at: number | null): AsOfState<Document> => {
  const [rested] = useDebouncedValue(at, REST_MS);
  const asked = at === null ? null : rested;
  const query = useQuery({
    queryKey: ['as-of', path, asked],
    queryFn: ({ signal }) => {
      const mark = path.includes('?') ? '&' : '?';
      return api.get<AsOfAnswer<Document>>(`${path}${mark}at=${asked ?? 0}`, signal);
    },
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  });
  if (at === null) return { answer: null, trouble: null };
  return { answer: query.data ?? null, trouble: query.error instanceof Trouble ? query.error : null };
};
