/** The message by which the preload script asks for a port, and with which main sends it. */
export const portRequest = 'lab:port';
