import { useRef, useState } from "react";
import { m } from "#app/paraglide/messages.js";
import { formatScore } from "#app/ui/format.ts";
import { IconButton } from "#app/ui/icon-button.tsx";

type ClipPlayerProps = {
  /** The forms of the clip, the best first. */
  sources: readonly { src: string; type: string }[];
  poster?: string;
  /** Answers to the keys k, j, l, < and > of the page, which press the buttons that name them. */
  keys?: boolean;
};

/** How fast a clip may be looked at, in hundredths of its own speed. */
export const CLIP_SPEEDS = [50, 75, 100, 125, 150, 200] as const;
const SEEK_S = 5;

/** The speed beside `speed`, slower or faster, within the list. */
export function nextSpeed(speed: number, direction: 1 | -1): number {
  const at = CLIP_SPEEDS.findIndex((each) => each >= speed);
  return CLIP_SPEEDS[Math.min(CLIP_SPEEDS.length - 1, Math.max(0, at + direction))] ?? 100;
}

/** A clip with its own controls, and buttons to go back and on by five seconds and to play at half to double speed. */
export function ClipPlayer({ sources, poster, keys = false }: ClipPlayerProps) {
  const video = useRef<HTMLVideoElement>(null);
  const [speed, setSpeed] = useState(100);
  const key = (name: string) => (keys ? { "data-key": name } : {});
  const setRate = (next: number) => {
    if (video.current) video.current.playbackRate = next / 100;
    setSpeed(next);
  };
  const toggle = () => {
    const clip = video.current;
    if (clip?.paused) void clip.play().catch(() => undefined);
    else clip?.pause();
  };
  const seek = (seconds: number) => () => {
    if (video.current) video.current.currentTime = Math.max(0, video.current.currentTime + seconds);
  };
  return (
    <div className="clip-player">
      <video ref={video} controls playsInline preload="metadata" poster={poster} onRateChange={({ currentTarget }) => setSpeed(Math.round(currentTarget.playbackRate * 100))}>
        {sources.map((source) => (
          <source key={source.src} {...source} />
        ))}
      </video>
      <div className="cluster">
        <IconButton {...key("j")} icon="back" label={m.lighttable_clip_back()} onClick={seek(-SEEK_S)} bordered />
        <IconButton {...key("k")} icon="play" label={m.lighttable_clip_play()} onClick={toggle} bordered />
        <IconButton {...key("l")} icon="next" label={m.lighttable_clip_forward()} onClick={seek(SEEK_S)} bordered />
        <span className="cluster" role="group" aria-label={m.lighttable_clip_speed()}>
          {keys ? (
            <>
              <button type="button" hidden data-key="<" onClick={() => setRate(nextSpeed(speed, -1))} />
              <button type="button" hidden data-key=">" onClick={() => setRate(nextSpeed(speed, 1))} />
            </>
          ) : null}
          {CLIP_SPEEDS.map((each) => (
            <button
              key={each}
              type="button"
              className="btn btn-tertiary btn-s num"
              aria-pressed={each === speed}
              aria-label={m.lighttable_clip_speed_of({ speed: formatScore(each) })}
              onClick={() => setRate(each)}
            >
              {`${formatScore(each)}×`}
            </button>
          ))}
        </span>
      </div>
    </div>
  );
}
