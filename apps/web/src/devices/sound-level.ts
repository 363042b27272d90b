/** From here on it is a voice and not the room (root mean square of samples from -1 to 1). */
export const VOICE = 0.02;

/** Loudness of a block of samples, from 0 to 1. */
export const loudness = (samples: Float32Array): number => {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return samples.length === 0 ? 0 : Math.sqrt(sum / samples.length);
};

/** For a meter: quiet speech shows about half, since loudness is heard in ratios. From 0 to 100. */
export const meterOf = (level: number): number => {
  if (level <= 0.001) return 0;
  const decibels = 20 * Math.log10(level);
  return Math.round(Math.min(100, Math.max(0, ((decibels + 60) / 54) * 100)));
};

/** Reports the loudness of a microphone about 15 times a second. Returns how to stop. */
export const watchLevel = (stream: MediaStream, report: (level: number) => void): (() => void) => {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 1024;
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    report(loudness(samples));
  }, 66);
  return () => {
    clearInterval(timer);
    void context.close();
  };
};

const NOTES_HZ = [440, 554, 659] as const;
const NOTE_S = 0.35;

/**
 * Plays three tones on the chosen speaker. Resolves when they are over; rejects when the browser plays nothing.
 */
export const playTones = async (speakerId: string | null): Promise<void> => {
  const context = new AudioContext();
  try {
    await context.resume();
    const out = context.createMediaStreamDestination();
    const player = new Audio();
    player.srcObject = out.stream;
    if (speakerId !== null && 'setSinkId' in player) await player.setSinkId(speakerId);
    NOTES_HZ.forEach((frequency, index) => {
      const tone = context.createOscillator();
      const volume = context.createGain();
      const from = context.currentTime + index * NOTE_S;
      tone.frequency.value = frequency;
      volume.gain.setValueAtTime(0, from);
      volume.gain.linearRampToValueAtTime(0.25, from + 0.03);
      volume.gain.linearRampToValueAtTime(0, from + NOTE_S);
      tone.connect(volume).connect(out);
      tone.start(from);
      tone.stop(from + NOTE_S);
      if (index === NOTES_HZ.length - 1) tone.addEventListener('ended', () => player.pause(), { once: true });
    });
    await player.play();
    await new Promise<void>((resolve) => player.addEventListener('pause', () => resolve(), { once: true }));
  } finally {
    await context.close();
  }
};
