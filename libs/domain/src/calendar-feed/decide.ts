import type { Decider } from '../decider.js';
import type { PersonRef } from '../person.js';
import type { Instant } from '../time.js';
import type { CalendarFeedEvent } from './events.js';

type Opened = Extract<CalendarFeedEvent, { readonly type: 'CalendarFeedOpened' }>['data'];

export type CalendarFeedCommand =
  | ({ readonly type: 'OpenCalendarFeed' } & Opened)
  | { readonly type: 'CloseCalendarFeed'; readonly at: Instant };

export interface CalendarFeedState {
  /** Null as long as no address is open. */
  readonly open: { readonly tokenHash: string; readonly at: Instant } | null;
}

/** The stream of a person's feed. */
export const calendarFeedId = ({ kind, id }: PersonRef): string => `${kind}.${id}`;

const decide = (command: CalendarFeedCommand, { open }: CalendarFeedState): readonly CalendarFeedEvent[] => {
  switch (command.type) {
    case 'OpenCalendarFeed': {
      const { type: _type, ...data } = command;
      return open?.tokenHash === data.tokenHash ? [] : [{ type: 'CalendarFeedOpened', data }];
    }
    case 'CloseCalendarFeed':
      return open === null ? [] : [{ type: 'CalendarFeedClosed', data: { at: command.at } }];
    default:
      return command satisfies never;
  }
};

const evolve = (_state: CalendarFeedState, event: CalendarFeedEvent): CalendarFeedState => {
  switch (event.type) {
    case 'CalendarFeedOpened':
      return { open: { tokenHash: event.data.tokenHash, at: event.data.at } };
    case 'CalendarFeedClosed':
      return { open: null };
    default:
      return event satisfies never;
  }
};

export const calendarFeedDecider: Decider<CalendarFeedCommand, CalendarFeedState, CalendarFeedEvent> = {
  decide,
  evolve,
  initialState: () => ({ open: null }),
};
