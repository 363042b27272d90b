import { alertsOf, daysApart, type AuthorizationAlerts } from '@hearth/domain';
import type { AuthorizationRow } from '@hearth/views';

export type AlertWord = 'units-used' | 'authorization-ending' | 'review-due' | 'exhausted' | 'uncovered';

/** How an authorization stands on a day, as the list says it. */
export interface Standing {
  readonly isOpen: boolean;
  /** Negative once the last day has passed. */
  readonly daysLeft: number;
  readonly alerts: readonly AlertWord[];
}

export const standingOn = (row: AuthorizationRow, today: string, alerts: AuthorizationAlerts): Standing => {
  const { terms, used, left, closed, uncovered } = row;
  const daysLeft = daysApart(today, terms.to);
  const isOpen = closed === null && daysLeft >= 0;
  if (closed !== null) return { isOpen, daysLeft, alerts: [] };
  const words = new Set<AlertWord>();
  if (left === 0) words.add('exhausted');
  for (const { kind } of alertsOf(terms, used, today, alerts)) {
    if (kind !== 'units-used' || left > 0) words.add(kind);
  }
  if (uncovered > 0) words.add('uncovered');
  return { isOpen, daysLeft, alerts: [...words] };
};

export const shows = ['open', 'look', 'closed', 'all'] as const;
export type Show = (typeof shows)[number];

export interface RowFilter {
  readonly show: Show;
  readonly find: string;
}

const matches = ({ displayName, terms }: AuthorizationRow, find: string): boolean =>
  [displayName, terms.payer, ...terms.codes].some((text) =>
    text.toLocaleLowerCase().includes(find.trim().toLocaleLowerCase()),
  );

/** The rows to be shown: those that need a look first, then by name. */
export const shownRows = (
  rows: readonly (AuthorizationRow & { readonly standing: Standing })[],
  { show, find }: RowFilter,
): readonly (AuthorizationRow & { readonly standing: Standing })[] =>
  rows
    .filter(({ standing }) => {
      switch (show) {
        case 'open':
          return standing.isOpen;
        case 'look':
          return standing.alerts.length > 0;
        case 'closed':
          return !standing.isOpen;
        case 'all':
          return true;
        default:
          return show satisfies never;
      }
    })
    .filter((row) => find.trim() === '' || matches(row, find))
    .toSorted((a, b) => Number(b.standing.alerts.length > 0) - Number(a.standing.alerts.length > 0));
