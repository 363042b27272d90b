import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../shell/announcer';
import type { StagePerson } from './stage-people';

type Seen = ReadonlyMap<string, StagePerson>;

interface Change {
  readonly what: 'joined' | 'left' | 'hand' | 'sharing' | 'dropped';
  readonly name: string;
}

/** What somebody who cannot see the stage should hear about; nothing about oneself. */
export const changesBetween = (before: Seen, people: readonly StagePerson[]): readonly Change[] =>
  people
    .filter((person) => !person.me)
    .flatMap((person): readonly Change[] => {
      const earlier = before.get(person.identity);
      const name = person.displayName;
      const changes: Change[] = [];
      if (person.inRoom && earlier?.inRoom !== true) changes.push({ what: 'joined', name });
      if (person.dropped && earlier?.dropped === false) changes.push({ what: 'dropped', name });
      if (!person.inRoom && !person.dropped && earlier?.inRoom === true) changes.push({ what: 'left', name });
      if (person.handPlace !== null && earlier?.handPlace === null) changes.push({ what: 'hand', name });
      if (person.sharing !== null && earlier?.sharing === null) changes.push({ what: 'sharing', name });
      return changes;
    });

/** Reads out joins, hands and reconnects as they happen; who is there at the beginning is not news. */
export const useRoomAnnouncements = (people: readonly StagePerson[]): void => {
  const { t } = useTranslation('room');
  const seen = useRef<Seen | null>(null);
  useEffect(() => {
    const before = seen.current;
    seen.current = new Map(people.map((person) => [person.identity, person]));
    if (before === null) return;
    for (const { what, name } of changesBetween(before, people)) announce(t(`announce.${what}`, { name }));
  }, [people, t]);
};
