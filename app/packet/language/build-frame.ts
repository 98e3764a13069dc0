import { fromHex } from '../bytes/hex.ts';
import { parsing, refuse, type TextError } from '../text-error.ts';
import { composeFrame } from './compose.ts';
import { readLayer } from './layer.ts';
import { parseLayers } from './parse.ts';
import { patchFrame } from './patch.ts';

/** A frame as a lesson writes it: in the packet language or as bytes, then patched, then cut. */
export type FrameSpec =
  | string
  | {
      readonly build?: string | undefined;
      /** Hexadecimal digits. */
      readonly raw?: string | undefined;
      /** Keep so many bytes. */
      readonly truncate?: number | undefined;
      /** Wireshark field names and their values. Checksums stay as they were. */
      readonly set?: Readonly<Record<string, string | number>> | undefined;
    };

/** The frame, or what in its text could not be understood. */
export type BuildResult =
  { readonly ok: true; readonly frame: Uint8Array } | { readonly ok: false; readonly error: TextError };

const readText = (text: string): Uint8Array => {
  const layers = parseLayers(text).map(readLayer);
  const [first] = layers;
  if (first?.word.word !== 'eth')
    return refuse(first?.position ?? 0, 'eth as the first layer', first?.word.word);
  return composeFrame(layers);
};

const readSpec = (spec: FrameSpec): Uint8Array => {
  if (typeof spec === 'string') return readText(spec);
  const { build, raw, truncate, set } = spec;
  if ((build === undefined) === (raw === undefined)) return refuse(0, 'either build or raw in a frame');
  const whole = raw === undefined ? readText(build ?? '') : fromHex(raw);
  if (!whole) return refuse(0, 'pairs of hexadecimal digits in raw');
  const frame = set ? patchFrame(whole, set) : whole;
  if (truncate === undefined) return frame;
  if (!Number.isInteger(truncate) || truncate < 0 || truncate > frame.length)
    return refuse(0, `truncate from 0 to ${frame.length}, the frame's length`, String(truncate));
  return frame.slice(0, truncate);
};

/** Builds an Ethernet frame. Lengths, next headers, ethertypes and checksums are computed unless the text gives them. */
export const buildFrame = (spec: FrameSpec): BuildResult => {
  const result = parsing(() => readSpec(spec));
  return result.ok ? { ok: true, frame: result.value } : result;
};
