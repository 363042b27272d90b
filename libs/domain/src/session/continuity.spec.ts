import { describe, expect, it } from '@jest/globals';
import { fold } from '../decider.js';
import { specificationOf } from '../testing/decider-specification.js';
import * as story from '../testing/session-story.js';
import { ANA, BRANDT, CARTER, minute, staff } from '../testing/session-story.js';
import { SECOND } from '../time.js';
import { continuityOf, HOLD_AFTER_MS, PAST_AFTER_MS } from './continuity.js';
import { sessionDecider } from './decide.js';
import type { SessionEvent } from './events.js';

const given = specificationOf(sessionDecider);
const live = [story.scheduled, story.doorsOpened, story.started, story.admitted(ANA)] as const;
const lead = story.joined({ who: staff(BRANDT), at: minute(0) });
const second = story.joined({ who: staff(CARTER), at: minute(0) });
const leadLost = story.left({ who: staff(BRANDT), at: minute(10), reason: 'connection-lost' });
const secondLost = story.left({ who: staff(CARTER), at: minute(12), reason: 'connection-lost' });
const leadBack = story.joined({ who: staff(BRANDT), sid: 'PA_again', at: minute(15) });
const keep = (at: number) => ({ type: 'KeepGroupLed', at }) as const;
const promoted: SessionEvent = {
  type: 'FacilitatorHandedOver',
  data: { from: BRANDT, to: CARTER, at: minute(11) },
};
const held: SessionEvent = { type: 'GroupHeld', data: { since: minute(12), at: minute(13) } };

describe('a group whose facilitator is lost', () => {
  it('waits half a minute, since networks come back', () => {
    given(...live, lead, second, leadLost)
      .when(keep(minute(10) + HOLD_AFTER_MS - 1))
      .nothing();
    const state = fold(sessionDecider, [...live, lead, second, leadLost]);
    expect(continuityOf(state, minute(10) + SECOND)).toEqual({
      kind: 'waiting',
      until: minute(10) + HOLD_AFTER_MS,
    });
  });

  it('is then led by the co-facilitator, once', () => {
    given(...live, lead, second, leadLost)
      .when(keep(minute(11)))
      .then([promoted]);
    given(...live, lead, second, leadLost, promoted)
      .when(keep(minute(12)))
      .nothing();
  });

  it('is held when nobody is left to lead it, once', () => {
    const history = [...live, lead, second, leadLost, promoted, secondLost] as const;
    given(...history)
      .when(keep(minute(12) + 10 * SECOND))
      .nothing();
    given(...history)
      .when(keep(minute(13)))
      .then([held]);
    given(...history, held)
      .when(keep(minute(14)))
      .nothing();
  });

  it('goes on when somebody is back, led by who is there', () => {
    given(...live, lead, second, leadLost, promoted, secondLost, held, leadBack)
      .when(keep(minute(15)))
      .then([
        { type: 'FacilitatorHandedOver', data: { from: CARTER, to: BRANDT, at: minute(15) } },
        { type: 'GroupResumed', data: { at: minute(15) } },
      ]);
    given(...live, lead, leadLost, { ...held, data: { since: minute(10), at: minute(11) } }, leadBack)
      .when(keep(minute(15)))
      .then([{ type: 'GroupResumed', data: { at: minute(15) } }]);
  });
});

describe('a group that needs nothing', () => {
  it('is left alone: led, led without video, not begun, or over', () => {
    given(...live, lead)
      .when(keep(minute(40)))
      .nothing();
    given(...live)
      .when(keep(minute(40)))
      .nothing();
    given(...live, second)
      .when(keep(minute(40)))
      .nothing();
    given(story.scheduled, story.doorsOpened)
      .when(keep(minute(40)))
      .nothing();
    given(...live, lead, leadLost, story.ended)
      .when(keep(minute(200)))
      .nothing();
    given()
      .when(keep(minute(40)))
      .rejected('not-found');
  });

  it('is not held for a loss that is told long after it should have been over', () => {
    given(...live, lead, leadLost)
      .when(keep(story.END + PAST_AFTER_MS - 1))
      .then([{ type: 'GroupHeld', data: { since: minute(10), at: story.END + PAST_AFTER_MS - 1 } }]);
    given(...live, lead, leadLost)
      .when(keep(story.END + PAST_AFTER_MS))
      .nothing();
    given(...live, lead, second, leadLost)
      .when(keep(story.END + PAST_AFTER_MS))
      .nothing();
  });

  it('is held though it has run over, when the loss is news', () => {
    const late = story.END + 2 * PAST_AFTER_MS;
    given(...live, lead, story.left({ who: staff(BRANDT), at: late, reason: 'left' }))
      .when(keep(late + HOLD_AFTER_MS))
      .then([{ type: 'GroupHeld', data: { since: late, at: late + HOLD_AFTER_MS } }]);
  });

  it('is not held any more once it is over', () => {
    const state = fold(sessionDecider, [...live, lead, leadLost, held, story.ended]);
    expect(state).toMatchObject({ status: 'ended', heldSince: null });
  });
});
