import { describe, it } from '@jest/globals';
import { specificationOf } from '../testing/decider-specification.js';
import { calendarFeedDecider, type CalendarFeedCommand } from './decide.js';
import type { CalendarFeedEvent } from './events.js';

const given = specificationOf(calendarFeedDecider);
const opened = (tokenHash: string): CalendarFeedEvent => ({
  type: 'CalendarFeedOpened',
  data: { person: { kind: 'patient', id: 'ana' }, tokenHash, at: 1 },
});
const open = (tokenHash: string): CalendarFeedCommand => ({
  type: 'OpenCalendarFeed',
  person: { kind: 'patient', id: 'ana' },
  tokenHash,
  at: 1,
});
const close: CalendarFeedCommand = { type: 'CloseCalendarFeed', at: 2 };
const closed: CalendarFeedEvent = { type: 'CalendarFeedClosed', data: { at: 2 } };

describe('the address of a calendar feed', () => {
  it('is one at a time: a new one takes the place of the one before', () => {
    given()
      .when(open('a'))
      .then([opened('a')]);
    given(opened('a')).when(open('a')).nothing();
    given(opened('a'))
      .when(open('b'))
      .then([opened('b')]);
  });

  it('can be closed', () => {
    given(opened('a')).when(close).then([closed]);
    given().when(close).nothing();
    given(opened('a'), closed).when(close).nothing();
    given(opened('a'), closed)
      .when(open('a'))
      .then([opened('a')]);
  });
});
