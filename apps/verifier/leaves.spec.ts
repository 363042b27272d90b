import { beforeAll, describe, expect, it } from '@jest/globals';
import { settle, type AttendanceProof } from '@hearth/domain';
import { closed, flawOf } from './testing/document.js';
import { leavesOf, ownTamperings, wholeTamperings } from './testing/leaf-tamperings.js';
import { aProvedProgramme, type ProvedProgramme } from './testing/proved-programme.js';
import { at, type Tampered } from './testing/tamperings.js';
import { verify } from './verify.mjs';

const anas = { kind: 'patient', enrollmentId: 'enrollment-ana', patientId: 'patient-ana' } as const;
let programme: ProvedProgramme;
let whole: AttendanceProof;
let own: AttendanceProof;
const copied = (proof: AttendanceProof): Tampered => structuredClone(proof) as Tampered;

describe('a patient’s proof', () => {
  beforeAll(async () => {
    programme = await aProvedProgramme();
    await programme.corrected('s1', 'k3', [60, 62], 'patient-ben');
    whole = await programme.proof({ kind: 'session', sessionId: 's1' }, ['s1']);
    own = await programme.proof(anas, ['s1', 's3'], 'patient');
  });

  it('holds, and derives their minutes, without a word about anybody else', () => {
    const { sessions, corrections, countedMs } = verify(own, [programme.signer.publicKey]);
    expect({ sessions, corrections, who: Object.keys(countedMs) }).toEqual({
      sessions: 2,
      corrections: 3,
      who: ['patient-ana'],
    });
    const text = JSON.stringify(own);
    for (const other of ['patient-ben', 'enrollment-ben', 'PA_ben', 'staff-observer']) {
      expect([other, text.includes(other)]).toEqual([other, false]);
    }
  });

  it('has the same figure as the proof of everybody, and as the whole session comes to', () => {
    const [session] = whole.sessions;
    const figure = session?.result.patients.find(({ patientId }) => patientId === 'patient-ana');
    expect(own.sessions[0]?.result.patients).toEqual([figure]);
    if (session === undefined) throw new Error('the session is sealed');
    const { rooms: _rooms, ...facts } = session.facts;
    const settled = settle({ ...facts, policy: session.policy }, facts.endedAt ?? 0).attendance;
    expect(settled).toEqual(session.result);
  });

  it('gives no salt away but its own', () => {
    const salts = (proof: AttendanceProof) =>
      leavesOf(at(copied(proof).sessions, 0)).opened.map(({ salt }) => salt);
    expect(new Set(salts(whole)).size).toBe(3);
    expect(salts(own)).toEqual(salts(whole).slice(0, 1));
    expect(JSON.stringify(own)).not.toContain(programme.signer.secretFor('leaves.s1'));
  });

  it.each(ownTamperings.map(([what, code, tamper]) => ({ what, code, tamper })))(
    'is refused when $what: $code',
    ({ code, tamper }) => {
      const tampered = copied(own);
      tamper(tampered, copied(whole));
      expect(flawOf(closed(tampered))).toBe(code);
    },
  );
});

describe('a proof of everybody', () => {
  it.each(wholeTamperings.map(([what, code, tamper]) => ({ what, code, tamper })))(
    'is refused when $what: $code',
    ({ code, tamper }) => {
      expect(flawOf(whole)).toBe('none');
      const tampered = copied(whole);
      tamper(tampered);
      expect(flawOf(closed(tampered))).toBe(code);
    },
  );
});
