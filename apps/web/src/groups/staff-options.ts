import type { DirectoryDocument } from '@hearth/views';

/** Those who work in a programme, to choose from. */
export const staffOptions = ({
  staff,
}: DirectoryDocument): readonly { readonly value: string; readonly label: string }[] =>
  staff.map(({ staffId, displayName, credentials }) => ({
    value: staffId,
    label: credentials === null ? displayName : `${displayName}, ${credentials}`,
  }));
