import { Checker, CheckStatus, Track } from 'livekit-client';
import { figuresOf, type SendingFigures } from './verdict';

/** As long as a browser needs to find out what the network can carry. */
const SENDING_MS = 5_000;
const WIDTH = 640;
const HEIGHT = 360;

/** A picture that changes all the time and shows nothing; the camera has no part in the test. */
const movingPicture = (): { readonly track: MediaStreamTrack; readonly stop: () => void } => {
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const brush = canvas.getContext('2d');
  const stream = canvas.captureStream(15);
  const [track] = stream.getVideoTracks();
  if (brush === null || track === undefined) throw new Error('This browser cannot draw a picture to send.');
  let frame = 0;
  const timer = setInterval(() => {
    frame += 1;
    for (let stripe = 0; stripe < 16; stripe += 1) {
      brush.fillStyle = `hsl(${(frame * 7 + stripe * 23) % 360} 70% 50%)`;
      brush.fillRect(((frame * 9 + stripe * 40) % WIDTH) - 20, 0, 40, HEIGHT);
    }
  }, 66);
  return {
    track,
    stop: () => {
      clearInterval(timer);
      track.stop();
    },
  };
};

/** Sends a small picture to the video server for some seconds, and keeps what became of it. */
class SendingCheck extends Checker {
  figures: SendingFigures | null = null;

  get description(): string {
    return 'sending a small picture';
  }

  protected async perform(): Promise<void> {
    const room = await this.connect();
    const picture = movingPicture();
    try {
      const publication = await room.localParticipant.publishTrack(picture.track, {
        source: Track.Source.Camera,
        simulcast: false,
        videoEncoding: { maxBitrate: 600_000, maxFramerate: 15 },
      });
      await new Promise((resolve) => setTimeout(resolve, SENDING_MS));
      const report = await publication.track?.getRTCStatsReport();
      this.figures = report === undefined ? null : figuresOf(report);
    } finally {
      picture.stop();
    }
  }
}

/** What got through; null when the video server could not be reached with media. */
export const sendForAWhile = async (url: string, token: string): Promise<SendingFigures | null> => {
  const check = new SendingCheck(url, token);
  const { status } = await check.run();
  return status === CheckStatus.SUCCESS ? check.figures : null;
};
