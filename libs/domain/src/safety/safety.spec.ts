import { describe, expect, it } from '@jest/globals';
import { fold } from '../decider.js';
import { specificationOf } from '../testing/decider-specification.js';
import { MINUTE } from '../time.js';
import type { SafetyCommand } from './commands.js';
import { ladderFrom, nextStep, safetyDecider } from './decide.js';
import type { SafetyEvent } from './events.js';

const given = specificationOf(safetyDecider);
const AT = 1_000_000;
const signal = {
  signalId: 'signal-1',
  patientId: 'p1',
  programmeId: 'programme-a',
  sessionId: 's1',
  source: 'check-in',
  urgency: 'urgent',
  at: AT,
} as const;
const raise = (sessionIsLive: boolean): SafetyCommand => ({ type: 'RaiseSignal', ...signal, sessionIsLive });
const raised = (sessionIsLive = true): SafetyEvent => ({
  type: 'SafetySignalRaised',
  data: { ...signal, ladder: [...ladderFrom(AT, sessionIsLive)] },
});
const escalate = (step: 'on-call' | 'supervisor', minutes: number): SafetyCommand => ({
  type: 'EscalateSignal',
  step,
  at: AT + minutes * MINUTE,
});
const escalated = (step: 'on-call' | 'supervisor', minutes: number): SafetyEvent => ({
  type: 'SafetySignalEscalated',
  data: { signalId: 'signal-1', step, at: AT + minutes * MINUTE },
});
const acknowledge: SafetyCommand = { type: 'AcknowledgeSignal', by: 'staff-brandt', at: AT + MINUTE };
const acknowledged: SafetyEvent = {
  type: 'SafetySignalAcknowledged',
  data: { signalId: 'signal-1', by: 'staff-brandt', at: AT + MINUTE },
};
const close = (note = 'Called, safety plan reviewed'): Extract<SafetyCommand, { type: 'CloseSignal' }> => ({
  type: 'CloseSignal',
  by: { kind: 'staff', id: 'staff-brandt' },
  at: AT + 9 * MINUTE,
  disposition: 'safety-plan',
  note,
});
const closed: SafetyEvent = {
  type: 'SafetySignalClosed',
  data: {
    signalId: 'signal-1',
    patientId: 'p1',
    by: { kind: 'staff', id: 'staff-brandt' },
    at: AT + 9 * MINUTE,
    disposition: 'safety-plan',
    personal: { note: 'Called, safety plan reviewed' },
  },
};

describe('a safety signal', () => {
  it('is raised once, and asks on call after 2 minutes while the group is live, else after 15', () => {
    given()
      .when(raise(true))
      .then([raised(true)]);
    given()
      .when(raise(false))
      .then([raised(false)]);
    expect(ladderFrom(AT, true).map(({ step, dueAt }) => [step, (dueAt - AT) / MINUTE])).toEqual([
      ['care-team', 0],
      ['on-call', 2],
      ['supervisor', 30],
    ]);
    expect(ladderFrom(AT, false)[1]?.dueAt).toBe(AT + 15 * MINUTE);
    given(raised()).when(raise(true)).nothing();
    given(raised())
      .when({ type: 'RaiseSignal', ...signal, patientId: 'p2', sessionIsLive: true })
      .rejected('already-exists');
  });

  it('climbs only when it is due and nobody has it in hand', () => {
    given(raised())
      .when(escalate('on-call', 2))
      .then([escalated('on-call', 2)]);
    given(raised()).when(escalate('on-call', 1)).nothing();
    given(raised(), acknowledged).when(escalate('on-call', 2)).nothing();
    given(raised(), closed).when(escalate('on-call', 20)).nothing();
    given(raised(), escalated('on-call', 2)).when(escalate('on-call', 3)).nothing();
    given(raised(), escalated('on-call', 2))
      .when(escalate('supervisor', 30))
      .then([escalated('supervisor', 30)]);
    given(raised())
      .when(escalate('supervisor', 31))
      .then([escalated('supervisor', 31)]);
    given(raised(), escalated('supervisor', 31)).when(escalate('on-call', 32)).nothing();
    given().when(escalate('on-call', 2)).rejected('not-found');
  });

  it('climbs no step that its ladder does not have', () => {
    const short: SafetyEvent = {
      type: 'SafetySignalRaised',
      data: { ...signal, ladder: [{ step: 'care-team', dueAt: AT }] },
    };
    given(short).when(escalate('supervisor', 60)).nothing();
    expect(nextStep(fold(safetyDecider, [short]))).toBeNull();
  });

  it('names its next step for the timer', () => {
    expect(nextStep(fold(safetyDecider, []))).toBeNull();
    expect(nextStep(fold(safetyDecider, [raised()]))).toEqual({ step: 'on-call', dueAt: AT + 2 * MINUTE });
    expect(nextStep(fold(safetyDecider, [raised(), escalated('on-call', 2)]))?.step).toBe('supervisor');
    expect(nextStep(fold(safetyDecider, [raised(), acknowledged]))).toBeNull();
  });

  it('is acknowledged once', () => {
    given(raised()).when(acknowledge).then([acknowledged]);
    given(raised(), acknowledged).when(acknowledge).nothing();
    given(raised(), closed).when(acknowledge).rejected('signal-closed');
    given().when(acknowledge).rejected('not-found');
  });

  it('is closed only by a person who documents what was done', () => {
    given(raised(), acknowledged).when(close()).then([closed]);
    given(raised()).when(close(' Called, safety plan reviewed ')).then([closed]);
    given(raised()).when(close('  ok ')).rejected('disposition-needed');
    given(raised())
      .when({ ...close(), by: { kind: 'system', id: 'timer' } })
      .rejected('invalid');
    given(raised(), closed).when(close()).rejected('signal-closed');
    given().when(close()).rejected('not-found');
  });

  it('means nothing before it is raised', () => {
    expect(fold(safetyDecider, [acknowledged, closed])).toEqual({ status: 'none' });
  });
});
