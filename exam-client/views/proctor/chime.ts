const loudness = 0.2;
const seconds = 0.35;

let context: AudioContext | null = null;

function tone(audio: AudioContext, hertz: number, at: number): void {
  const oscillator = audio.createOscillator();
  const volume = audio.createGain();
  oscillator.frequency.value = hertz;
  volume.gain.setValueAtTime(loudness, at);
  volume.gain.exponentialRampToValueAtTime(0.001, at + seconds);
  oscillator.connect(volume).connect(audio.destination);
  oscillator.start(at);
  oscillator.stop(at + seconds);
}

/** The board's one sound: two falling tones, made here because a file would be one more thing to load. */
export function chime(): void {
  context ??= new AudioContext();
  void context.resume();
  tone(context, 880, context.currentTime);
  tone(context, 659, context.currentTime + seconds);
}
