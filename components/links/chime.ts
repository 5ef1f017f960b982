let context: AudioContext | undefined

/** Readies the sound inside a press of the person: a page that nobody has touched makes none, in any browser. */
export function wakeChime() {
  context ??= new AudioContext()
  context.resume().catch(() => {})
}

const loudness = 0.06
const tones = [
  { hertz: 659.26, afterSeconds: 0 },
  { hertz: 880, afterSeconds: 0.14 },
]

/** Two soft tones upwards; silent where the browser lets the page make no sound. */
export function playChime() {
  wakeChime()
  if (!context) return
  for (const { hertz, afterSeconds } of tones) {
    const at = context.currentTime + afterSeconds
    const tone = new OscillatorNode(context, { frequency: hertz })
    const volume = new GainNode(context, { gain: 0 })
    volume.gain.setValueAtTime(0, at)
    volume.gain.linearRampToValueAtTime(loudness, at + 0.02)
    volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.5)
    tone.connect(volume).connect(context.destination)
    tone.start(at)
    tone.stop(at + 0.5)
  }
}
