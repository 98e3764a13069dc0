/** How a field's bits are read, written and printed. */
export type FieldKind = 'decimal' | 'hex' | 'flag' | 'mac' | 'ipv4' | 'ipv6' | 'bytes';

/** One field of a header: where its bits lie, what Wireshark calls it, and what the packet language calls it. */
export interface FieldDefinition {
  /** Wireshark's name, such as `ip.ttl`. */
  readonly name: string;
  /** Wireshark's general names that mean this field as well, such as `ip.addr`. */
  readonly also?: readonly string[];
  readonly label: string;
  readonly kind: FieldKind;
  /** Offset from the start of the header: whole bytes, then bits counted from the most significant one. */
  readonly byte: number;
  readonly bit?: number;
  readonly bits: number;
  /** Wireshark's value is the number in the header times this (a header length in bytes, say). */
  readonly unit?: number;
  /** The parameter's name in the packet language, which takes the number as it stands in the header. */
  readonly key?: string;
  /** What the builder writes where neither the text nor a computation gives a value. */
  readonly preset?: number | string;
  /** Letters for single bits from the least significant one on, so that the packet language can say `SA`. */
  readonly letters?: string;
  /** Words the packet language takes in place of numbers. */
  readonly aliases?: Readonly<Record<string, number>>;
  readonly meanings?: Readonly<Record<number, string>>;
  /** The same bits can be two fields (an ethertype or a length); this tells whether they are this one. */
  readonly shownWhen?: (value: number) => boolean;
}

/** The numbers by which one header names the one that follows: IEEE 802 ethertypes, and IANA protocol numbers. */
export type NumberSpace = 'ethertype' | 'protocol';

/** Type-length-value options inside a header. */
export interface OptionLayout {
  readonly typeName: string;
  readonly lengthName: string;
  /** Types that are a single byte without a length. */
  readonly singles: readonly number[];
  /** Length in bytes = `lengthUnit` × number + `lengthPlus`. */
  readonly lengthUnit: number;
  readonly lengthPlus: number;
  /** The type after which there are no more options. */
  readonly lastType?: number;
  readonly meanings: Readonly<Record<number, string>>;
  /** Fields of an option, their offsets counted from the option's type byte. */
  readonly fields: Readonly<Record<number, readonly FieldDefinition[]>>;
}

/** The part of a header whose length varies. */
export interface Tail {
  readonly name: string;
  readonly label: string;
  readonly key: string;
  /** Padded to a multiple of so many bytes, counted with the fixed part. */
  readonly multiple: number;
  readonly pad: (missingBytes: number) => Uint8Array;
  /** It ends where the header's own length says, or with the message. */
  readonly until: 'header-length' | 'message-end';
  readonly options?: OptionLayout;
}

/** What a header goes on with for some values of one of its fields: an echo's identifier, a solicitation's target. */
export interface Form {
  readonly values: readonly number[];
  /** The header's fixed length in this form, bytes. */
  readonly lengthBytes: number;
  readonly fields: readonly FieldDefinition[];
  readonly tail?: Tail;
}

/** A word of the packet language that makes this header. */
export interface Word {
  readonly word: string;
  /** Keys of the parameters that may be given without their name, in order. */
  readonly positional: readonly string[];
  /** Values this word stands for, by key. */
  readonly given?: Readonly<Record<string, number>>;
  /** Payload, bytes, that follows unless the text says what does. */
  readonly payloadBytes?: number;
}

/** The field that names what follows, and what it holds where nothing or mere payload does. */
export interface Carries {
  readonly space: NumberSpace;
  readonly field: FieldDefinition;
  readonly nothing: number;
  readonly payload: number;
}

/** One protocol's header, for the builder and the dissector alike. */
export interface HeaderDefinition {
  /** Wireshark's name, whose presence a display filter can test. */
  readonly protocol: string;
  readonly title: string;
  /** The fixed part, bytes. */
  readonly lengthBytes: number;
  readonly fields: readonly FieldDefinition[];
  readonly forms?: { readonly by: FieldDefinition; readonly all: readonly Form[] };
  readonly tail?: Tail;
  /** Header bytes = (number + plus) × unit. */
  readonly headerLength?: { readonly field: FieldDefinition; readonly unit: number; readonly plus: number };
  /** The field that says how many bytes the message has, with or without this header. */
  readonly messageLength?: { readonly field: FieldDefinition; readonly countsHeader: boolean };
  /** The internet checksum (RFC 1071) over this header or the message; `zeroWhenAbsent`: 0 means none (UDP, RFC 768). */
  readonly checksum?: {
    readonly field: FieldDefinition;
    readonly covers: 'header' | 'message';
    readonly pseudoHeader: boolean;
    readonly zeroWhenAbsent?: boolean;
  };
  readonly carries?: Carries;
  readonly fragment?: { readonly offset: FieldDefinition; readonly more: FieldDefinition };
  /** The numbers by which the header before names this one; the first is the usual one. */
  readonly numbers: Readonly<Partial<Record<NumberSpace, readonly number[]>>>;
  /** The parameter that chooses among `numbers`. */
  readonly numberKey?: string;
  readonly words: readonly Word[];
}
