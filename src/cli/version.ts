declare const __ASTERISM_VERSION__: string;

/** The version of package.json, put in when the program is built. */
export const VERSION: string = typeof __ASTERISM_VERSION__ === 'string' ? __ASTERISM_VERSION__ : '0.0.0';
