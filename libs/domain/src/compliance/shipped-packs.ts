import type { LocalDate } from './calendar.js';
import baseIopV1 from './packs/base-iop.v1.json' with { type: 'json' };
import baseIopV2 from './packs/base-iop.v2.json' with { type: 'json' };
import bcbsndV1 from './packs/bcbsnd.v1.json' with { type: 'json' };
import behavioralHealthStandardsV1 from './packs/behavioral-health-standards.v1.json' with { type: 'json' };
import californiaV1 from './packs/california.v1.json' with { type: 'json' };
import districtOfColumbiaV1 from './packs/district-of-columbia.v1.json' with { type: 'json' };
import h0015V1 from './packs/h0015.v1.json' with { type: 'json' };
import kansasV1 from './packs/kansas.v1.json' with { type: 'json' };
import licensureV1 from './packs/licensure.v1.json' with { type: 'json' };
import marketDefaultsV1 from './packs/market-defaults.v1.json' with { type: 'json' };
import marylandV1 from './packs/maryland.v1.json' with { type: 'json' };
import medicareV1 from './packs/medicare.v1.json' with { type: 'json' };
import newJerseyV1 from './packs/new-jersey.v1.json' with { type: 'json' };
import newYorkV1 from './packs/new-york.v1.json' with { type: 'json' };
import nyMedicaidV1 from './packs/ny-medicaid.v1.json' with { type: 'json' };
import ohioV1 from './packs/ohio.v1.json' with { type: 'json' };
import s9480V1 from './packs/s9480.v1.json' with { type: 'json' };
import texasV1 from './packs/texas.v1.json' with { type: 'json' };
import tricareV1 from './packs/tricare.v1.json' with { type: 'json' };
import wyomingV1 from './packs/wyoming.v1.json' with { type: 'json' };
import { readPack } from './read-pack.js';
import { inForce, type RulePack } from './rule-pack.js';

const read = (raw: unknown): RulePack => {
  const reading = readPack(raw);
  if (reading.ok) return reading.pack;
  const faults = reading.faults.map(({ path, message }) => `${path} ${message}`).join('; ');
  throw new Error(`A rule pack that ships is faulty: ${faults}`);
};

/** The packs that ship, by id and version. */
export const shippedPacks: readonly RulePack[] = [
  baseIopV1,
  baseIopV2,
  bcbsndV1,
  behavioralHealthStandardsV1,
  californiaV1,
  districtOfColumbiaV1,
  h0015V1,
  kansasV1,
  licensureV1,
  marketDefaultsV1,
  marylandV1,
  medicareV1,
  newJerseyV1,
  newYorkV1,
  nyMedicaidV1,
  ohioV1,
  s9480V1,
  texasV1,
  tricareV1,
  wyomingV1,
].map(read);

/** A pack by id and version, of those that ship or of others. */
export const findPack = (
  id: string,
  version: number,
  among: readonly RulePack[] = shippedPacks,
): RulePack | undefined => among.find((pack) => pack.id === id && pack.version === version);

const shipped = (id: string, version: number): RulePack => {
  const pack = findPack(id, version);
  if (pack === undefined) throw new Error(`There is no pack ${id} of version ${version}.`);
  return pack;
};

/** The first version: nine hours a week for adults, six for adolescents, three hours on a program day. */
export const basePack: RulePack = shipped('base-iop', 1);

/** What a programme goes by that is established now. */
export const currentBasePack: RulePack = shipped('base-iop', 2);

/** The newest version of each pack that is in force on a day. */
export const packsInForce = (packs: readonly RulePack[], day: LocalDate): readonly RulePack[] => {
  const newest = new Map<string, RulePack>();
  for (const pack of packs) {
    const known = newest.get(pack.id);
    if (inForce(pack, day) && (known === undefined || known.version < pack.version))
      newest.set(pack.id, pack);
  }
  return [...newest.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
};
