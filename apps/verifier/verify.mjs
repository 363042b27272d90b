// Checks an attendance proof (docs/attendance-proof.md) with nothing but Node: no dependency, no server, no network.
// Run it: node apps/verifier/verify.mjs proof.json [--key trusted-public-key.pem]
import { createHash, createPublicKey, verify as isGood } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { argv } from 'node:process';
import { pathToFileURL } from 'node:url';
import { editions } from './connections.mjs';
import { Flaw, must } from './flaw.mjs';
import { chainedAs, checkLeaves, checkVeiled } from './leaf-checks.mjs';
import { canonical, equal, hashOf, leavedHash, linkPayload, partOf, settleParts } from './leaves.mjs';
import { settle } from './settle.mjs';
import { length } from './stretches.mjs';

export { Flaw };

const fingerprint = (key) =>
  createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16);

const keysOf = (listed, trusted) => {
  const keys = new Map();
  for (const { keyId, publicKey } of listed) {
    const key = createPublicKey(publicKey);
    must(key.asymmetricKeyType === 'ed25519', 'key', `Key ${keyId} is not an Ed25519 key.`);
    must(
      fingerprint(key) === keyId,
      'key',
      `The key listed as ${keyId} is another one (${fingerprint(key)}).`,
    );
    keys.set(keyId, key);
  }
  const known = new Set(trusted.map((pem) => fingerprint(createPublicKey(pem))));
  return (payload, { keyId, signature }, code, what) => {
    const key = keys.get(keyId);
    must(key !== undefined, 'key', `${what} is signed with key ${keyId}, which the proof does not hold.`);
    const isOfKey = isGood(null, Buffer.from(payload, 'utf8'), key, Buffer.from(signature, 'base64url'));
    must(isOfKey, code, `The signature of ${what} is not good for what it signs.`);
    const isTrusted = known.size === 0 || known.has(keyId);
    must(
      isTrusted,
      'key-not-trusted',
      `${what} is signed with key ${keyId}, which is not the one you trust.`,
    );
  };
};

const figureOf = (result, patientId) => result.patients.find((one) => one.patientId === patientId);

/** Says whose minutes are not those that follow from the facts. */
const tellMinutes = ({ sessionId, policy, result }, derived) => {
  const what = `session ${sessionId}`;
  for (const figure of derived.patients) {
    const sealed = figureOf(result, figure.patientId);
    must(sealed !== undefined, 'minutes', `${what} has no figure for patient ${figure.patientId}.`);
    const words = `Patient ${figure.patientId} in ${what}: ${figure.countedMs} ms follow from the facts under policy ${policy.id} v${policy.version}, and ${sealed.countedMs} ms are stated, or their account differs.`;
    must(equal(figure, sealed), 'minutes', words);
  }
  must(false, 'minutes', `The result of ${what} does not follow from its facts.`);
};

/** The seal of a session: its hash, its minutes derived anew, and its signature; answers how its facts are read. */
const checkSeal = (session, scope, isSigned) => {
  const { sessionId, policy, facts, result, seal, leaves } = session;
  const what = `session ${sessionId}`;
  must(facts.sessionId === sessionId, 'session', `The facts of ${what} are those of ${facts.sessionId}.`);
  must(facts.endedAt !== null, 'session', `${what} had not ended when it was sealed.`);
  const rules = policy.rules ?? 1;
  must(
    editions[rules] !== undefined,
    'rules-unknown',
    `${what} was sealed under rules ${rules}; this verifier knows ${Object.keys(editions).join(', ')}.`,
  );
  const derive = leaves ? settleParts : settle;
  const stated = canonical(result);
  const edition = editions[rules].find((one) => canonical(derive(facts, policy, one)) === stated);
  if (edition === undefined) tellMinutes(session, derive(facts, policy, editions[rules][0]));
  if (leaves) checkLeaves(session, scope);
  const hash = leaves ? leavedHash(session) : hashOf({ facts, policy, result });
  const isSealed = hash === seal.hash;
  must(
    isSealed,
    'seal-hash',
    `The facts, the policy or the result of ${what} are not those that were sealed.`,
  );
  isSigned(linkPayload(seal), seal, 'seal-signature', `the seal of ${what}`);
  return edition;
};

/** The links follow one another without a gap. */
const checkOrder = (chain) => {
  chain.forEach((link, index) => {
    const before = chain[index - 1];
    if (before === undefined) return;
    const follows = link.sequence === before.sequence + 1;
    must(follows, 'chain-cut', `The chain goes from link ${before.sequence} to ${link.sequence}.`);
    const isBound = link.previousHash === before.hash;
    must(isBound, 'chain-link', `Link ${link.sequence} does not name the link before it.`);
  });
  const [first] = chain;
  if (first?.sequence === 0)
    must(first.previousHash === null, 'chain-link', 'The first link names one before it.');
};

/** Each seal and each correction has its link, and each link of these sessions its seal or correction. */
const checkPlaces = (sessions, chain) => {
  const seals = new Map();
  const corrections = new Map();
  for (const link of chain) {
    if (link.kind === 'seal') seals.set(link.sessionId, link);
    else corrections.set(`${link.sessionId}/${link.correctionId}`, link);
  }
  const known = new Set(sessions.map(({ sessionId }) => sessionId));
  const listed = new Set();
  for (const { sessionId, seal, corrections: made, veiledCorrections: veiled = [] } of sessions) {
    const link = seals.get(sessionId);
    const isThere = link?.hash === seal.hash && link.sequence === seal.sequence;
    must(
      isThere && link.previousHash === seal.previousHash,
      'seal-not-in-chain',
      `The seal of session ${sessionId} is not the one in the chain.`,
    );
    for (const { correctionId } of [...made, ...veiled]) listed.add(`${sessionId}/${correctionId}`);
  }
  for (const [name, { sessionId, correctionId }] of corrections) {
    const isShown = !known.has(sessionId) || listed.has(name);
    must(isShown, 'correction-hidden', `Correction ${correctionId} of session ${sessionId} is left out.`);
  }
  for (const name of listed)
    must(corrections.has(name), 'correction-not-in-chain', `Correction ${name} has no link.`);
  return corrections;
};

const withEvidence = (facts, { added, withdrawn }) => {
  const gone = new Set(withdrawn.map(({ roomSid, participantSid }) => `${roomSid}/${participantSid}`));
  const kept = facts.facts.filter(({ roomSid, participantSid }) => !gone.has(`${roomSid}/${participantSid}`));
  return { ...facts, facts: [...kept, ...added] };
};

/** Each correction starts from the figure before it, follows from its evidence, and is the one that was chained. */
const checkCorrections = (session, edition, links, isSigned) => {
  const { sessionId, policy, facts, result, seal, leaves, corrections } = session;
  const figures = new Map(result.patients.map((one) => [one.patientId, one]));
  const grounds = new Map();
  for (const correction of corrections) {
    const { correctionId, patientId, before, after, evidence } = correction;
    const what = `correction ${correctionId} of session ${sessionId}`;
    const link = links.get(`${sessionId}/${correctionId}`);
    const starts = equal(before, figures.get(patientId) ?? null);
    must(starts, 'correction-before', `${what} does not start from the figure before it.`);
    const part = leaves ? partOf(facts, patientId) : facts;
    const corrected = withEvidence(grounds.get(patientId) ?? part, evidence);
    if (evidence.basis !== 'stated') {
      const figure = figureOf(settle(corrected, policy, edition), patientId);
      const derived = figure && { ...figure, flags: [...figure.flags, 'corrected'] };
      must(
        equal(derived ?? null, after),
        'correction-figure',
        `The figure of ${what} does not follow from its evidence.`,
      );
    }
    const { by, at, reasonDigest } = correction;
    const said = { correctionId, patientId, by, at, before, after, evidence, reasonDigest };
    const of = { kind: 'correction', sessionId, sealHash: seal.hash };
    const hash = hashOf({ ...of, ...chainedAs(session, said) });
    must(hash === link.hash, 'correction-hash', `${what} is not the one that was chained.`);
    isSigned(linkPayload(link), link, 'correction-signature', `the link of ${what}`);
    figures.set(patientId, after);
    grounds.set(patientId, corrected);
  }
  return figures;
};

/** Each day's root is over its links, in the order of days, and signed. */
const checkRoots = ({ roots, chain, programme }, isSigned) => {
  roots.forEach((root, index) => {
    const { day, firstSequence, lastSequence, unsealed, previousRoot } = root;
    const before = roots[index - 1];
    const follows =
      before === undefined || (before.lastSequence + 1 === firstSequence && before.root === previousRoot);
    must(
      follows && (before === undefined || before.day < day),
      'root-order',
      `The root of ${day} does not follow the one before it.`,
    );
    const links = chain
      .filter(({ sequence }) => sequence >= firstSequence && sequence <= lastSequence)
      .map(({ keyId: _keyId, signature: _signature, ...link }) => link);
    const isWhole = links.length === lastSequence - firstSequence + 1;
    must(isWhole, 'root-links', `Links under the root of ${day} are missing.`);
    const hash = hashOf({ programmeId: programme.programmeId, day, previousRoot, unsealed, links });
    must(hash === root.root, 'root-hash', `The root of ${day} is not that of its links.`);
    isSigned(`day-root.${day}.${root.root}`, root, 'root-signature', `the root of ${day}`);
  });
};

/**
 * Checks a proof from end to end.
 * @param document the parsed JSON
 * @param trusted PEM texts of public keys that are trusted; none: any key that the proof holds
 * @returns what was checked and what it comes to
 * @throws Flaw naming the first thing that does not hold
 */
export const verify = (document, trusted = []) => {
  must(document?.format === 'hearth-attendance-proof', 'format', 'This is not an attendance proof.');
  must(
    [1, 2].includes(document.version),
    'format',
    `Version ${document.version} of the format is not known here.`,
  );
  const isSigned = keysOf(document.keys, trusted);
  const editionOf = new Map(
    document.sessions.map((session) => [session, checkSeal(session, document.scope, isSigned)]),
  );
  checkOrder(document.chain);
  const links = checkPlaces(document.sessions, document.chain);
  const counted = new Map();
  for (const session of document.sessions) {
    checkVeiled(session, links, isSigned);
    for (const [patientId, figure] of checkCorrections(session, editionOf.get(session), links, isSigned)) {
      const spans = figure.spans.filter((span) => span.counted);
      counted.set(patientId, [...(counted.get(patientId) ?? []), ...spans]);
    }
  }
  checkRoots(document, isSigned);
  const { proof, ...content } = document;
  const digest = hashOf(content);
  must(digest === proof.digest, 'document', 'Something in the proof was changed after it was made.');
  const code = (digest.slice(0, 16).toUpperCase().match(/.{4}/g) ?? []).join('-');
  must(
    code === proof.checkCode,
    'check-code',
    `The check code is ${code}, and ${proof.checkCode} is stated.`,
  );
  isSigned(`proof.${digest}`, proof, 'document-signature', 'the proof itself');
  return {
    checkCode: code,
    sessions: document.sessions.length,
    corrections: links.size,
    links: document.chain.length,
    roots: document.roots.length,
    keyIds: document.keys.map(({ keyId }) => keyId),
    /** Each patient's counted time over all sessions of the proof: the same minute never counts twice. */
    countedMs: Object.fromEntries([...counted].map(([patientId, spans]) => [patientId, length(spans)])),
  };
};

const main = ([path, ...options]) => {
  const at = options.indexOf('--key');
  const trusted = at < 0 ? [] : [readFileSync(options[at + 1], 'utf8')];
  const { checkCode, sessions, links, roots, keyIds } = verify(
    JSON.parse(readFileSync(path, 'utf8')),
    trusted,
  );
  const whose =
    trusted.length > 0 ? 'the key you trust' : `key ${keyIds.join(', ')} (compare it, or give --key)`;
  return `The proof holds: the minutes of ${sessions} sessions follow from their facts, their ${links} links are unbroken, ${roots} days are rooted, all of it signed with ${whose}. Check code ${checkCode}.`;
};

if (argv[1] !== undefined && import.meta.url === pathToFileURL(argv[1]).href) {
  try {
    process.stdout.write(`${main(argv.slice(2))}\n`);
  } catch (error) {
    const code = error instanceof Flaw ? error.code : 'unreadable';
    process.stderr.write(`The proof does not hold (${code}): ${error.message}\n`);
    process.exitCode = 1;
  }
}
