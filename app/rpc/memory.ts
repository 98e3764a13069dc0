import type { Channel } from './channel.ts';
import { textChannel } from './text-channel.ts';

/** Two ends of one channel in this process, for tests and for a host that runs the engine within itself. */
export const memoryChannelPair = (): [Channel, Channel] => {
  const carry = (act: () => void) => {
    queueMicrotask(act);
  };
  const wireTo = (other: () => typeof left) => ({
    write: (text: string) => {
      carry(() => {
        other().receive(text);
      });
    },
    end: () => {
      carry(() => {
        other().ended();
      });
    },
  });
  const left = textChannel(wireTo(() => right));
  const right: typeof left = textChannel(wireTo(() => left));
  return [left.channel, right.channel];
};
