import { Rejection } from '@hearth/domain';

/**
 * What handling a command comes to; null when the command is refused, which is no failure of a policy: somebody was
 * faster, or it can never be, and trying it again would change nothing.
 * @param refused told why
 * @throws whatever is no refusal
 */
export const unlessRefused = async <Result>(
  handling: () => Promise<Result>,
  refused: (rejection: Rejection) => void,
): Promise<Result | null> => {
  try {
    return await handling();
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    refused(error);
    return null;
  }
};
