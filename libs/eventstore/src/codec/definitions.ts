import type { EventDefinition } from '@hearth/domain';

type Data = Readonly<Record<string, unknown>>;

/** Turns the data of one released version of an event into that of the next. Personal parts may be `'redacted'`. */
export interface Upcaster {
  readonly type: string;
  readonly from: number;
  readonly upcast: (data: Data) => Data;
}

interface Version {
  readonly definition: EventDefinition;
  readonly lenient: EventDefinition['data'];
}

/** All released event shapes, by type and version. */
export class EventDefinitions {
  readonly #versions = new Map<string, Map<number, Version>>();
  readonly #upcasters = new Map<string, Upcaster>();

  /** @throws Error when a version is defined twice, or an older one has no way up to the newest */
  constructor(definitions: readonly EventDefinition[], upcasters: readonly Upcaster[] = []) {
    for (const upcaster of upcasters) this.#upcasters.set(`${upcaster.type}@${upcaster.from}`, upcaster);
    for (const definition of definitions) this.#add(definition);
    for (const [type, versions] of this.#versions) {
      const newest = Math.max(...versions.keys());
      for (let version = Math.min(...versions.keys()); version < newest; version += 1) {
        if (!this.#upcasters.has(`${type}@${version}`))
          throw new Error(`No upcaster from ${type} v${version}`);
      }
    }
  }

  #add(definition: EventDefinition): void {
    const versions = this.#versions.get(definition.type) ?? new Map<number, Version>();
    if (versions.has(definition.version)) {
      throw new Error(`${definition.type} v${definition.version} is defined twice`);
    }
    if ('personal' in definition.data.shape && definition.subject === undefined) {
      throw new Error(`${definition.type} has a personal part but no subject whose key encrypts it`);
    }
    versions.set(definition.version, { definition, lenient: definition.data.loose() });
    this.#versions.set(definition.type, versions);
  }

  /** The shape in which an event of this type is written. Undefined when the type is not known. */
  newest(type: string): EventDefinition | undefined {
    const versions = this.#versions.get(type);
    return versions?.get(Math.max(...versions.keys()))?.definition;
  }

  find(type: string, version: number): Version | undefined {
    return this.#versions.get(type)?.get(version);
  }

  /** Lifts data of a known version to the newest one. */
  upcast(type: string, version: number, data: Data): Data {
    let lifted = data;
    for (let from = version; ; from += 1) {
      const upcaster = this.#upcasters.get(`${type}@${from}`);
      if (upcaster === undefined) return lifted;
      lifted = upcaster.upcast(lifted);
    }
  }
}
