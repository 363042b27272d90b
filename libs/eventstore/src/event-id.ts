import { v5 as uuidv5 } from 'uuid';

const NAMESPACE = '6f0c5a34-6a3e-4d0e-9a5b-7d6b1f0f8f10';

/** The id of a command's event: the same command gives the same ids, which is what makes a retry harmless. */
export const eventId = (commandId: string, index: number): string =>
  uuidv5(`${commandId}:${index}`, NAMESPACE);
