import { linkOf, type AttendanceProof } from '@hearth/domain';
import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ground } from './ground/ground.js';

/** No seal missing, none doubled; a place in the chain that was given up, because a fact came in between, is no seal. */
export const sealFaults = async (
  ground: Ground,
  sessionIds: readonly string[],
): Promise<readonly string[]> => {
  const faults: string[] = [];
  const chain = await ground.chain();
  for (const sessionId of sessionIds) {
    const events = await ground.sessionEvents(sessionId);
    const seals = events.filter((event) => event.type === 'AttendanceSealed');
    const [seal] = seals;
    if (seal === undefined || seals.length > 1) faults.push(`${sessionId} has ${seals.length} seals`);
    const place = linkOf(chain, sessionId);
    const isOfSeal = place?.hash === seal?.data.seal.hash && place?.sequence === seal?.data.seal.sequence;
    if (!isOfSeal) faults.push(`${sessionId} is not sealed at its last place in the chain`);
  }
  return faults;
};

const checked = (root: string, file: string): Promise<{ code: number; said: string }> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'apps/verifier/verify.mjs'), file]);
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
    }
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, said: said.trim() }));
  });

/** What the verifier that needs nothing of ours says: of a proof of everything, and of one of each patient. */
export const verdicts = async (
  ground: Ground,
  { root, dataDir }: { readonly root: string; readonly dataDir: string },
): Promise<readonly { readonly of: string; readonly code: number; readonly said: string }[]> => {
  const { programmeId, timeZone, patients } = ground.programme;
  const day = (days: number): string =>
    new Intl.DateTimeFormat('en-CA', { timeZone }).format(Date.now() + days * 86_400_000);
  const period = `?from=${day(-1)}&to=${day(1)}`;
  const asked = [
    { of: 'everything', path: `/programmes/${programmeId}/proof${period}` },
    ...patients.map(({ patientId, enrollmentId }) => ({
      of: patientId,
      path: `/enrollments/${enrollmentId}/proof${period}`,
    })),
  ];
  const answers = [];
  for (const { of, path } of asked) {
    const proof = (await ground.supervisor.ask({ method: 'GET', path })) as AttendanceProof;
    const file = join(dataDir, `proof-${of}.json`);
    await writeFile(file, JSON.stringify(proof));
    answers.push({ of, ...(await checked(root, file)) });
  }
  return answers;
};
