import { describe, expect, it } from '@jest/globals';
import { signal } from '../../test/staff-documents';
import { byUrgency, openSignals, signalState } from './signals';

const acknowledged = signal({ signalId: 'ack', acknowledged: { by: 'maya', at: 1 } });
const closed = signal({ signalId: 'closed', closed: { at: 2, disposition: 'assessed' } });

describe('signals', () => {
  it('are open until somebody acknowledges, and stay until somebody closes them', () => {
    expect(signalState(signal())).toBe('open');
    expect(signalState(acknowledged)).toBe('acknowledged');
    expect(signalState(closed)).toBe('closed');
    expect(openSignals([closed, acknowledged]).map((each) => each.signalId)).toEqual(['ack']);
  });

  it('come in the order in which they need somebody', () => {
    const urgent = signal({ signalId: 'urgent', urgency: 'urgent', raisedAt: 1 });
    const late = signal({ signalId: 'late', raisedAt: 9 });
    const early = signal({ signalId: 'early', raisedAt: 3 });
    expect(byUrgency([closed, acknowledged, urgent, late, early]).map((each) => each.signalId)).toEqual([
      'early',
      'late',
      'urgent',
      'ack',
      'closed',
    ]);
  });
});
