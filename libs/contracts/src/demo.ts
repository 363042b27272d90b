import { v5 as uuidv5 } from 'uuid';

const DEMO_NAMESPACE = 'd7a4f6d2-8a0b-5c56-9a5e-1d3f0b6c2e91';

/** The id of something of the demo programme: always the same for the same name, and says nothing of it. */
export const demoId = (name: string): string => uuidv5(name, DEMO_NAMESPACE);

/** Somebody of the demo programme, as the persona picker offers them. */
export interface DemoPersona {
  /** Short name inside the demo's own data; `demoId('person/{key}')` is the person's id. */
  readonly key: string;
  /** One line about their part, by translation key (`stories.{story}`). */
  readonly story: string;
  /** Played by whoever picks them, and never moved by the simulation. */
  readonly human: boolean;
}

export const demoPersonId = (key: string): string => demoId(`person/${key}`);

const human = (key: string): DemoPersona => ({ key, story: `${key}`, human: true });
const simulated = (key: string, story: string): DemoPersona => ({
  key,
  story: `${story}`,
  human: false,
});

/** In the order in which the picker shows them: those for people first. */
export const demoPersonas: readonly DemoPersona[] = [
  human('ana'),
  human('jordan'),
  human('lindqvist'),
  human('carter'),
  human('abara'),
  human('admin'),
  simulated('brandt', 'simulated-facilitator'),
  simulated('raman', 'simulated-facilitator'),
  simulated('reyes', 'simulated-facilitator'),
  simulated('okafor', 'prescriber'),
  ...['nadia', 'tomas', 'priscilla', 'walter', 'mei', 'darnell', 'ingrid', 'luis', 'selma'].map((key) =>
    simulated(key, 'simulated-adult'),
  ),
  ...['ruben', 'hana', 'oleg', 'simone'].map((key) => simulated(key, 'simulated-adult')),
  ...['wren', 'paulo', 'greta', 'amir', 'dora', 'felix', 'kemi'].map((key) =>
    simulated(key, 'simulated-adult'),
  ),
  ...['kai', 'zoe', 'mateo', 'ava', 'noor', 'eli', 'june'].map((key) => simulated(key, 'simulated-teen')),
];

const storyOfPerson: ReadonlyMap<string, string> = new Map(
  demoPersonas.map(({ key, story }) => [demoPersonId(key), story]),
);

/** The story of a person of the demo, by translation key; a general one for everybody else. */
export const demoStory = (personId: string): string => storyOfPerson.get(personId) ?? 'other';
