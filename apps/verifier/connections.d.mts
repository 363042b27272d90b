import type { AttendanceInputs, RoomOpening, RulesEdition } from '@hearth/domain';

/** All ways in which facts were ever read under each number of rules, the newest first. */
export declare const editions: Readonly<Record<number, readonly [RulesEdition, ...RulesEdition[]]>>;

/** When each video room was first joined, in that order. */
export declare const roomsOf: (
  facts: Omit<AttendanceInputs, 'policy'>,
  editions: readonly [RulesEdition, ...RulesEdition[]] | undefined,
) => readonly RoomOpening[];
