import type { NetworkCheck } from '@hearth/contracts';
import { participantIdentity, type PersonRef } from '@hearth/domain';
import { checkToken } from '@hearth/video';
import { Controller, Delete, HttpCode, Inject, Post } from '@nestjs/common';
import type { Acting } from '../access/principal.js';
import { By, Roles } from '../access/signed-in.guard.js';
import { Limited } from '../http/rate-limit.js';
import { ProblemError } from '../problem/problem-error.js';
import { VIDEO } from '../services.js';
import type { Video } from './video.js';

/** One check room for each person at a time, opaque, and in no way joined to what they are called in a session. */
const checkIdOf = (person: PersonRef): string => participantIdentity('network-check', person);

/**
 * A room of one's own to try the network in, before anybody has been let in anywhere. It opens no session: nobody else
 * can be in it, its key can only send a picture, and LiveKit's webhooks about it are of no concern.
 */
@Controller('network-check')
export class NetworkCheckController {
  constructor(@Inject(VIDEO) private readonly video: Video | null) {}

  @Post()
  @Roles('patient')
  @Limited('network-check')
  @HttpCode(200)
  async begin(@By() acting: Acting): Promise<NetworkCheck> {
    const { checks, key, publicUrl } = this.#video();
    const checkId = checkIdOf(acting.principal.person);
    await checks.open(checkId);
    return { url: publicUrl, token: await checkToken(key, checkId) };
  }

  /** LiveKit forgets an empty check room by itself within a minute; this only spares it the wait. */
  @Delete()
  @Roles('patient')
  @HttpCode(204)
  async end(@By() acting: Acting): Promise<void> {
    await this.#video().checks.close(checkIdOf(acting.principal.person));
  }

  #video(): Video {
    if (!this.video) throw new ProblemError('video-off');
    return this.video;
  }
}
